/**
 * The sample case: made up, so that its passphrase is no secret and its evidence lies with the program
 * (resources/sample-case). Its case folder is made on this workstation when it is first asked for.
 */
import { access, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import type { Replies, SampleEvidence } from '../../shared/contract/index.ts';
import { CASE_FILE } from './case-file.ts';
import type { Cases } from './cases.ts';

/** Shown in docs; whoever has the program has the evidence, too. */
export const SAMPLE_PASSPHRASE = 'sample case of Threadline';

const MANIFEST = v.object({
  reference: v.string(),
  timeZone: v.string(),
  instant: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  exhibits: v.array(
    v.object({
      reference: v.string(),
      files: v.array(v.string()),
      keyFile: v.optional(v.string()),
      timeZone: v.optional(v.string()),
      dateOrder: v.optional(v.picklist(['dmy', 'mdy', 'ymd'])),
    }),
  ),
});

export interface SampleCaseOptions {
  /** `resources/sample-case`, with its `case.json`; outside the archive, so that the intake can read it. */
  readonly evidence: string;
  /** Where its case folder is made. */
  readonly folder: string;
}

export class SampleCase {
  private readonly options: SampleCaseOptions;

  constructor(options: SampleCaseOptions) {
    this.options = options;
  }

  /** Makes the case where it is missing, and opens it. Reading in its evidence is the page's to ask for. */
  async open(cases: Cases): Promise<Replies['case.sample']> {
    const { evidence, folder } = this.options;
    const manifest = v.parse(MANIFEST, JSON.parse(await readFile(path.join(evidence, 'case.json'), 'utf8')));
    const inEvidence = (file: string): string => path.join(evidence, ...file.split('/'));
    const exhibits = manifest.exhibits.map(({ reference, files, keyFile, timeZone, dateOrder }) => {
      const request: SampleEvidence = {
        exhibit: reference,
        paths: files.map(inEvidence),
        ...(keyFile === undefined ? {} : { keyFile: inEvidence(keyFile) }),
        ...(timeZone === undefined ? {} : { timeZone }),
        ...(dateOrder === undefined ? {} : { dateOrder }),
      };
      return request;
    });
    return {
      openCase: await this.openFolder(cases, folder, manifest),
      evidence: exhibits,
      ...(manifest.instant === undefined ? {} : { instant: manifest.instant }),
    };
  }

  private async openFolder(
    cases: Cases,
    folder: string,
    { reference, timeZone }: v.InferOutput<typeof MANIFEST>,
  ): Promise<Replies['case.sample']['openCase']> {
    const isThere = await access(path.join(folder, CASE_FILE)).then(
      () => true,
      () => false,
    );
    if (isThere) return cases.open(folder, SAMPLE_PASSPHRASE, false);
    // What a crash left while it was being made; there is no case in it.
    await rm(folder, { recursive: true, force: true });
    const basis = { kind: 'without-warrant', ground: 'other', text: 'Made up: the sample case' } as const;
    const request = { reference, timeZone, passphrase: SAMPLE_PASSPHRASE, basis, listed: false };
    return cases.createAt({ folder }, request);
  }
}

/** Finds Cellebrite's reports in a tree: one source for each platform that a report has messages of. */
import type { EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { beginningOf } from '../xml/index.ts';
import { PLATFORM_NAMES } from './platforms.ts';
import { surveyReport } from './survey.ts';

const LOOKED_AT = 16 * 1024;
/** The root of versions 1 and 2 of the report. */
const ROOT =
  /<project\b[^>]*(?:\bxmlns\s*=\s*["']https?:\/\/pa\.cellebrite\.com\/report\/|\bextractionType\s*=)/;

async function isReport(entry: EvidenceTree['entries'][number]): Promise<boolean> {
  try {
    return ROOT.test(await beginningOf(entry, LOOKED_AT));
  } catch (cause) {
    // What cannot be read is named when something needs it.
    if (cause instanceof Refusal) return false;
    throw cause;
  }
}

export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const found: RecognisedSource[] = [];
  for (const entry of tree.entries) {
    const { path, bytes } = entry;
    if (bytes === 0 || !(/\.xml$/i.test(path) || tree.entries.length === 1)) continue;
    if (!(await isReport(entry))) continue;
    const { platforms } = await surveyReport(entry);
    for (const platform of platforms) {
      const of = PLATFORM_NAMES[platform] ?? 'SMS, calls and other applications';
      found.push({
        reader: 'ufdr',
        platform,
        title: `Cellebrite report: ${of}, “${path}”`,
        paths: [path],
        needs: {},
      });
    }
  }
  return found;
}

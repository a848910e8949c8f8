/** The command line on a disk that runs full: which file is named, nothing half-written stays, and it goes on. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { threadline } from '../cli/threadline.ts';
import { androidDatabase } from '../fuzz/made/android.ts';
import { writeTextExport } from './evidence.ts';
import { SmallDisk } from './small-disk.ts';

const mounted = SmallDisk.mount(4096);
const skip = typeof mounted === 'string' ? mounted : false;
const disk = mounted as SmallDisk;
const root = mkdtempSync(path.join(tmpdir(), 'threadline-full-'));
const within = (...names: string[]): string => path.join(root, ...names);
const onDisk = (name: string): string => path.join(disk.folder, name);

before(() => {
  writeTextExport(within('phone'), 3000);
  mkdirSync(within('temporary'));
  mkdirSync(within('database'));
  writeFileSync(within('database', 'msgstore.db'), androidDatabase());
  if (!skip) assert.equal(threadline(['import', within('phone'), '--out', within('import')]).status, 0);
});
after(() => {
  if (!skip) disk.unmount();
  rmSync(root, { recursive: true, force: true });
});

interface Stage {
  readonly stage: string;
  readonly args: () => string[];
  /** Pages of 4 KiB that are left. */
  readonly pagesLeft: number;
  readonly says: RegExp;
  readonly status?: number;
  /** Whether the small disk is the one for temporary files. */
  readonly temporary?: boolean;
}

const full = (what: string): RegExp =>
  new RegExp(`^threadline: ${what} cannot be written: the disk is full; make room and do it again\\n$`);

const STAGES: readonly Stage[] = [
  {
    stage: 'the log of an import',
    args: () => ['import', within('phone'), '--out', onDisk('out')],
    pagesLeft: 0,
    says: full('the log \\(custody\\.jsonl\\)|messages\\.jsonl'),
  },
  {
    stage: 'the messages of an import',
    args: () => ['import', within('phone'), '--out', onDisk('out')],
    pagesLeft: 10,
    says: full('messages\\.jsonl'),
  },
  {
    stage: 'the attachments of an import',
    args: () => ['import', within('phone'), '--media', '--out', onDisk('out')],
    pagesLeft: 10,
    says: full('media/[0-9a-f/]+'),
  },
  {
    stage: 'the working copy of a database',
    args: () => ['import', within('database'), '--out', within('out')],
    pagesLeft: 2,
    status: 3,
    temporary: true,
    says: /^threadline: msgstore\.db: its working copy does not fit on the temporary disk\n$/,
  },
  {
    stage: 'a report as a page',
    args: () => ['report', within('import'), '--out', onDisk('report.html')],
    pagesLeft: 3,
    says: full('.*report\\.html'),
  },
  {
    stage: 'a report as lines',
    args: () => ['report', within('import'), '--out', onDisk('report.jsonl')],
    pagesLeft: 3,
    says: full('.*report\\.jsonl'),
  },
  {
    stage: 'a Parquet dataset',
    args: () => ['export', within('import'), '--parquet', onDisk('dataset')],
    pagesLeft: 3,
    says: full('[a-z]+/exhibit_ref=.*\\.parquet'),
  },
  {
    stage: 'a sealed export',
    args: () => [
      ...['authority', 'seal', within('phone', '_chat.txt'), '--exhibit', 'AB/1', '--creator', 'the lab'],
      ...['--out', onDisk('chat.tlx'), '--key-out', onDisk('key.txt')],
    ],
    pagesLeft: 3,
    says: full('.*chat\\.tlx'),
  },
];

for (const { stage, args, pagesLeft, says, status = 1, temporary } of STAGES) {
  test(`with a full disk ${stage} is refused by its name, nothing stays of it, and it is written when there is room`, {
    skip,
  }, () => {
    const scratch = temporary ? disk.folder : within('temporary');
    disk.fill(pagesLeft);
    const refused = threadline(args(), scratch);
    assert.match(refused.stderr, says);
    assert.equal(refused.status, status);
    disk.free();
    assert.deepEqual(readdirSync(disk.folder), []);
    assert.deepEqual(readdirSync(within('temporary')), []);
    const again = threadline(args(), scratch);
    assert.equal(again.status, 0, again.stderr);
    for (const name of readdirSync(disk.folder)) rmSync(onDisk(name), { recursive: true });
    rmSync(within('out'), { recursive: true, force: true });
  });
}

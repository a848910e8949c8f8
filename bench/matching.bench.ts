/**
 * Two phones of 1,000,000 messages each, from their segments to the list of differences, against the
 * limit of 5 s; once with WhatsApp's keys, once by chat, time and text alone.
 */
import { largeSource } from '../renderer/case-store/testing/large-source.ts';
import { buildColumns } from '../renderer/query/columns.ts';
import { type HeldSegment, holdSegment, type OpenSegments } from '../renderer/query/held-segment.ts';
import { Placing } from '../renderer/query/placing.ts';
import { findWitnesses } from '../renderer/query/witnesses.ts';
import { SegmentReader } from '../shared/segment/index.ts';
import { Zone } from '../shared/time/zone.ts';
import type { Bench, BenchRow } from './measure.ts';

const MESSAGES = 1_000_000;
const LIMIT_MS = 5000;
const ACCOUNTS = 700;

/** The same phone twice: every message has its partner, which is the most work that matching can have. */
function phones(platform: 'whatsapp' | 'other') {
  const readers = new Map<HeldSegment, SegmentReader>();
  const read = (exhibit: string): HeldSegment[] =>
    [...largeSource(MESSAGES, exhibit)].map((bytes, seq) => {
      const reader = new SegmentReader(bytes);
      // Keys count on platforms whose keys two devices share.
      Object.assign(reader.header, { platform });
      const held = holdSegment({ job: exhibit, source: 0, seq }, reader);
      readers.set(held, reader);
      return held;
    });
  const open: OpenSegments = async (segments) => segments.map((held) => readers.get(held)!);
  const same = Uint32Array.from({ length: ACCOUNTS }, (_, i) => i);
  const sources = ['AB/1', 'AB/2'].map((exhibit, i) => ({
    segments: read(exhibit),
    exhibit: i,
    chatOf: same,
    ahead: 0,
    personOf: same,
  }));
  return { columns: buildColumns(sources, ACCOUNTS, new Placing(new Zone('UTC'))), open };
}

async function measured(platform: 'whatsapp' | 'other', work: string): Promise<BenchRow> {
  const { columns, open } = phones(platform);
  const before = process.memoryUsage();
  const start = performance.now();
  const witnesses = (await findWitnesses(columns, 2, open))!;
  const oursMs = performance.now() - start;
  const { arrayBuffers, heapUsed, rss } = process.memoryUsage();
  const more = (arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed) / 2 ** 20;
  const [pair] = witnesses.pairs;
  return {
    work,
    baseline: 'the limit',
    oursMs,
    baselineMs: LIMIT_MS,
    ratio: LIMIT_MS / oursMs,
    target: 1,
    notes: `${pair?.matched ?? 0} matched, ${pair?.differences.length ?? 0} differences; ${more.toFixed(0)} MiB more held, process ${(rss / 2 ** 20).toFixed(0)} MiB with all segments`,
  };
}

export const rows: Bench = async () => [
  await measured('whatsapp', 'matching 2 × 1,000,000 messages by key'),
  await measured('other', 'matching 2 × 1,000,000 messages by chat, time and text'),
];

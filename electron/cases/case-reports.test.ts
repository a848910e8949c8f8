import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import type { Request } from '../../shared/contract/index.ts';
import { InvalidCall } from './call-error.ts';
import { CaseReports } from './case-reports.ts';
import { Desk } from './testing/desk.ts';

const root = mkdtempSync(path.join(tmpdir(), 'threadline-reports-'));
after(() => rmSync(root, { recursive: true, force: true }));

const json = (...values: unknown[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
const line = (n: number, more: object = {}) => ({
  when: Date.UTC(2024, 2, 22, 14, n),
  message: {
    id: `AB-1:${n}`,
    exhibit: 'AB/1',
    platform: 'whatsapp',
    chat: 'c',
    sender: n % 2 === 0 ? 'a1' : 'a2',
    kind: 'text',
    text: `message ${n}`,
    sentAt: `2024-03-22T14:0${n}:00.000Z`,
    timeBasis: 'utc',
    source: { file: 'msgstore.db', table: 'message', row: n },
  },
  ...more,
});
const account = (id: string, more: object = {}) => ({
  id,
  exhibit: 'AB/1',
  platform: 'whatsapp',
  names: [{ name: 'Ana', from: '' }],
  ...more,
});

async function opened() {
  const desk = new Desk(root);
  await desk.cases.create({
    reference: 'OP LANTERN',
    timeZone: 'Europe/London',
    passphrase: 'five plain words in line',
    basis: { kind: 'without-warrant', ground: 'own-data', text: 'mine' },
  });
  const reports = new CaseReports(desk.cases);
  const at = path.join(desk.folder, 'out');
  mkdirSync(at);
  const begin = async (more: Partial<Request<'report.begin'>> = {}, name = 'report'): Promise<string> => {
    const head = json({ records: [], accounts: [], chats: [], all: 9 });
    const asked = {
      format: 'jsonl',
      taken: '',
      parts: 'everything',
      withAnnotations: true,
      limit: 10,
    } as const;
    const id = await reports.begin({ ...asked, head, ...more }, async () => path.join(at, name));
    assert.ok(id !== null);
    return id;
  };
  const actions = async (): Promise<string[]> => {
    const { log } = desk.cases.working.opened;
    return (await log.entries(0, log.size)).map(({ action }) => action);
  };
  return { desk, reports, begin, at, actions };
}

test('a file of the same name stays as it was until the report is whole and in the log', async () => {
  const { reports, begin, at, actions } = await opened();
  writeFileSync(path.join(at, 'report'), 'before');
  const report = await begin();
  await reports.add({ report, lines: json(line(1), line(2, { tags: ['Van'] })) });
  assert.equal(readFileSync(path.join(at, 'report'), 'utf8'), 'before');
  const { messages } = await reports.end({ report });
  assert.equal(messages, 2);
  const lines = readFileSync(path.join(at, 'report'), 'utf8').trimEnd().split('\n');
  assert.deepEqual(
    lines.map((text) => JSON.parse(text)),
    [line(1).message, { ...line(2).message, tags: ['Van'] }],
  );
  assert.equal((await actions()).at(-1), 'report-written');
  assert.deepEqual(readdirSync(at), ['report']);
});

test('of a report that is stopped, overtaken by another, or whose case is closed, nothing stays', async () => {
  const { desk, reports, begin, at, actions } = await opened();
  const stopped = await begin({}, 'stopped');
  await reports.add({ report: stopped, lines: json(line(1)) });
  await reports.stop({ report: stopped });
  const overtaken = await begin({}, 'overtaken');
  const last = await begin({ format: 'html' }, 'last');
  await assert.rejects(reports.add({ report: overtaken, lines: json(line(1)) }), InvalidCall);
  await reports.add({ report: last, lines: json(line(1)) });
  assert.ok(!(await actions()).includes('report-written'));
  await desk.cases.close('test');
  await assert.rejects(reports.end({ report: last }), InvalidCall);
  // The file beside its place goes in its own time.
  while (readdirSync(at).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('lines that are no messages are refused', async () => {
  const { reports, begin } = await opened();
  const report = await begin();
  for (const wrong of ['{"message"', '{}', '[]', '{"when":1,"message":{"id":1}}', 'null']) {
    await assert.rejects(reports.add({ report, lines: new TextEncoder().encode(wrong) }), InvalidCall, wrong);
  }
  await assert.rejects(
    begin({ format: 'html', head: new TextEncoder().encode('{"records":1}') }),
    InvalidCall,
  );
});

test('accounts of one person count as one, and a corrected clock is told with each time', async () => {
  const { reports, begin, at } = await opened();
  const accounts = [account('a1', { person: '7' }), account('a2', { person: '7' })];
  const chat = { id: 'c', exhibit: 'AB/1', platform: 'whatsapp', title: 'Boats', type: 'group', members: [] };
  const head = json({ records: [], accounts, chats: [{ ...chat, key: '3' }], all: 9 });
  const report = await begin({ format: 'html', head, taken: 'Tag <Van>' });
  const correction = { ahead: 90_000, name: 'lab note' };
  const lines = json(line(1, { correction }), line(2, { alsoIn: ['AB/2'] }));
  await reports.add({ report, lines });
  await reports.end({ report });
  const page = readFileSync(path.join(at, 'report'), 'utf8');
  assert.match(page, /2 messages in 1 chat, 1 person writing\./);
  assert.match(page, /Only messages: Tag &lt;Van&gt;: 2 of 9\./);
  assert.match(page, /corrected by −00:01:30: <bdi>lab note<\/bdi>/);
  assert.match(page, /also in <bdi>AB\/2<\/bdi>/);
});

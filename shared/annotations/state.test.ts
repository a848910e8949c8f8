import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Annotation, Change, MessageSubject } from './annotation.ts';
import { lettersOf } from './annotation.ts';
import { annotationState, subjectKey } from './state.ts';

const message = (n: number): MessageSubject => ({
  kind: 'message',
  exhibit: 'AB/1',
  id: `AB-1:${n}`,
  source: { file: 'msgstore.db', table: 'message', row: n },
});
const made = (id: number, change: Change): Annotation => ({
  id: `${id}`,
  at: '2024-04-01T08:00:00.000Z',
  author: 'j.ho',
  reason: '',
  ...change,
});
const list = (...changes: Change[]): Annotation[] => changes.map((change, i) => made(i, change));
const tag = (id: string, name = id): Change => ({
  kind: 'tag-made',
  tag: id,
  name,
  colour: 'red',
  letters: 'X',
});
const tagged = (id: string, ...messages: number[]): Change => ({
  kind: 'tagged',
  tag: id,
  messages: messages.map(message),
});
const untagged = (id: string, ...messages: number[]): Change =>
  ({ ...tagged(id, ...messages), kind: 'untagged' }) as Change;
const undo = (annotation: number): Change => ({ kind: 'undo', annotation: `${annotation}` });

/** Tags by name with the rows of their messages. */
const tagsOf = (annotations: readonly Annotation[]): Record<string, number[]> =>
  Object.fromEntries(
    [...annotationState(annotations).tags.values()].map(({ name, messages }) => [
      name,
      [...messages.values()].map(({ subject }) => subject.source.row!).sort((a, b) => a - b),
    ]),
  );

test('undoing takes back one step and leaves those before and after it', () => {
  const steps = [tag('a'), tagged('a', 1, 2), untagged('a', 1), tagged('a', 3), undo(2)];
  assert.deepEqual(tagsOf(list(...steps)), { a: [1, 2, 3] });
  assert.deepEqual(tagsOf(list(...steps, undo(1))), { a: [3] });
});

test('an undoing is not undone, and what names nothing that is there changes nothing', () => {
  assert.deepEqual(tagsOf(list(tag('a'), tagged('a', 1), undo(1), undo(2))), { a: [] });
  assert.deepEqual(tagsOf(list(tagged('gone', 1), untagged('gone', 1), undo(9))), {});
});

test('a removed tag comes back with its messages when its removal is undone', () => {
  const steps = [tag('a'), tagged('a', 1), { kind: 'tag-removed', tag: 'a' } as const];
  assert.deepEqual(tagsOf(list(...steps)), {});
  assert.deepEqual(tagsOf(list(...steps, undo(2))), { a: [1] });
});

test('a tag that is renamed keeps its messages, and one tagged twice says who did it first', () => {
  const steps = list(tag('a', 'Van'), tagged('a', 1), tagged('a', 1, 2), {
    ...tag('a', 'Car'),
    kind: 'tag-changed',
  } as Change);
  assert.deepEqual(tagsOf(steps), { Car: [1, 2] });
  const taggings = annotationState(steps).tags.get('a')!.messages;
  assert.deepEqual(
    [...taggings.values()].map(({ by }) => by.id),
    ['1', '2'],
  );
});

test('a note keeps when it was first written and when it was changed; a removed one is gone until that is undone', () => {
  const subject = { kind: 'file', sha256: 'ab'.repeat(32) } as const;
  const steps: Change[] = [
    { kind: 'note-written', note: 'n', subject, text: 'who is this' },
    { kind: 'note-written', note: 'n', subject, text: 'Jonas' },
    { kind: 'note-removed', note: 'n' },
  ];
  const before = annotationState(list(...steps.slice(0, 2))).notes.get('n')!;
  assert.deepEqual([before.text, before.written.id, before.changed?.id], ['Jonas', '0', '1']);
  assert.equal(annotationState(list(...steps)).notes.size, 0);
  assert.deepEqual(annotationState(list(...steps, undo(2))).notes.get('n'), before);
});

test('saved searches are renamed and removed', () => {
  const steps: Change[] = [
    { kind: 'search-saved', search: 's', name: 'vans', filter: { query: 'van' } },
    { kind: 'search-renamed', search: 's', name: 'all vans' },
    { kind: 'search-removed', search: 's' },
  ];
  assert.equal(annotationState(list(...steps.slice(0, 2))).searches.get('s')!.name, 'all vans');
  assert.equal(annotationState(list(...steps)).searches.size, 0);
});

test('one message has one key, and messages of two places two', () => {
  const keys = [message(1), message(2), { ...message(1), exhibit: 'AB/2' }].map(subjectKey);
  assert.equal(new Set(keys).size, 3);
  assert.equal(subjectKey(message(1)), subjectKey(structuredClone(message(1))));
  assert.notEqual(
    subjectKey({ ...message(1), source: { file: 'a', row: 1 } }),
    subjectKey({ ...message(1), source: { file: 'a', line: 1 } }),
  );
});

test('letters of a tag are the first of its first two words', () => {
  for (const [name, letters] of [
    ['Pick-up point', 'PU'],
    ['important', 'I'],
    ['مهم جدا', 'مج'],
    ['e\u0301tape', 'E\u0301'],
    ['👍🏽', '👍🏽'],
    ['  ', ''],
  ] as const) {
    assert.equal(lettersOf(name), letters, name);
  }
});

test('any sequence of making, tagging, untagging, removing and undoing comes to what plain sets come to', () => {
  const one = fc.record({
    kind: fc.constantFrom('tag-made', 'tag-removed', 'tagged', 'tagged', 'untagged', 'undo'),
    tag: fc.constantFrom('a', 'b'),
    rows: fc.subarray([1, 2, 3, 4]),
    of: fc.nat(20),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 20 }), (drawn) => {
      const annotations = drawn.map(({ kind, tag: id, rows, of }, i): Annotation => {
        if (kind === 'tag-made') return made(i, tag(id));
        if (kind === 'tag-removed') return made(i, { kind, tag: id });
        if (kind === 'undo') return made(i, undo(of));
        return made(i, kind === 'tagged' ? tagged(id, ...rows) : untagged(id, ...rows));
      });
      const holds = drawn.map((step, i) => {
        const undone = drawn.some((other) => other.kind === 'undo' && other.of === i);
        return step.kind !== 'undo' && !undone;
      });
      const expected: Record<string, Set<number>> = {};
      for (const [i, { kind, tag: id, rows }] of drawn.entries()) {
        if (!holds[i]) continue;
        if (kind === 'tag-made') expected[id] ??= new Set();
        else if (kind === 'tag-removed') delete expected[id];
        else if (kind === 'tagged') for (const row of rows) expected[id]?.add(row);
        else for (const row of rows) expected[id]?.delete(row);
      }
      const sorted = Object.entries(expected).map(([id, rows]) => [id, [...rows].sort((a, b) => a - b)]);
      assert.deepEqual(tagsOf(annotations), Object.fromEntries(sorted));
    }),
  );
});

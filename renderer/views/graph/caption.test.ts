import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionParagraphs, fileName, wrapped } from './caption.ts';

const FACTS = {
  reference: 'OP LANTERN',
  filter: 'Text “bridge”',
  groups: 'as nodes',
  counts: '5 people, 8 ties',
  leftOut: '',
  messages: '427 messages',
  span: '2024-03-20 to 2024-03-22',
  shapes: 'Circles are people, squares are groups and feeds.',
  drawn: '2024-04-01 08:00 +01:00',
} as const;

test('the caption says the case, the filter, the counts, the times and when it was drawn', () => {
  const [title, filter, counts, key] = captionParagraphs(FACTS);
  assert.equal(title, 'OP LANTERN: contact graph, groups as nodes');
  assert.equal(filter, 'Filter: Text “bridge”');
  assert.equal(counts, '5 people, 8 ties; 427 messages; 2024-03-20 to 2024-03-22');
  assert.match(key!, /squares are groups.*Drawn 2024-04-01 08:00 \+01:00\.$/);
});

test('what is not drawn and what is not filtered is said, too', () => {
  const [, filter, counts] = captionParagraphs({
    ...FACTS,
    filter: '',
    leftOut: '3 people, 9 ties',
    span: '',
  });
  assert.equal(filter, 'All messages, unfiltered');
  assert.equal(counts, '5 people, 8 ties; not drawn: 3 people, 9 ties; 427 messages');
});

test('a caption is broken between words, and loses none', () => {
  const measure = (text: string): number => text.length;
  assert.deepEqual(wrapped('one two  three fourteenletters x', 9, measure), [
    'one two',
    'three',
    'fourteenletters',
    'x',
  ]);
  assert.deepEqual(wrapped('  ', 9, measure), []);
});

test('a file name has nothing that a system refuses', () => {
  assert.equal(fileName('OP LANTERN', 'svg'), 'OP LANTERN contact graph.svg');
  assert.equal(fileName('..\\a/b:c*?"<>|\u202e\u0007', 'png'), '-a-b-c-------- contact graph.png');
  assert.equal(fileName('...', 'png'), 'case contact graph.png');
  assert.ok(fileName('x'.repeat(500), 'png').length <= 120);
});

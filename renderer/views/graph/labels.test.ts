import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutToWidth, isRightToLeft, type LabelWish, placeLabels } from './labels.ts';

/** Every character 7 px, bold ones 8. */
const measure = (text: string, bold: boolean): number => [...text].length * (bold ? 8 : 7);
const STAGE = { width: 600, height: 400 };
const wish = (key: string, x: number, y: number, more: Partial<LabelWish> = {}): LabelWish => ({
  key,
  text: `Name ${key}`,
  x,
  y,
  radius: 10,
  rank: 2,
  bold: false,
  ...more,
});
const keys = (wishes: LabelWish[]): string[] => placeLabels(wishes, measure, STAGE).map(({ key }) => key);

test('a name stands below its node, and none stands over another', () => {
  const wishes = [wish('a', 100, 100), wish('b', 110, 104), wish('c', 300, 100)];
  assert.deepEqual(keys(wishes), ['a', 'c']);
  const [label] = placeLabels(wishes, measure, STAGE);
  assert.deepEqual([label?.x, label?.y], [100, 125]);
});

test('what is selected gets its place first, then the greater nodes', () => {
  assert.deepEqual(keys([wish('a', 100, 100), wish('b', 110, 100, { rank: 0 })]), ['b']);
  assert.deepEqual(keys([wish('a', 100, 100), wish('b', 110, 100, { radius: 11 })]), ['b']);
});

test('no two names overlap, wherever the nodes are', () => {
  const anywhere = fc.record({
    x: fc.integer({ min: -50, max: 650 }),
    y: fc.integer({ min: -50, max: 450 }),
    text: fc.constantFrom('Jo', 'Marta Nowak', 'نورا', 'a'.repeat(60)),
  });
  fc.assert(
    fc.property(fc.array(anywhere, { maxLength: 40 }), (given) => {
      const wishes = given.map(({ x, y, text }, i) => wish(String(i), x, y, { text }));
      const placed = placeLabels(wishes, measure, STAGE);
      for (const [i, one] of placed.entries()) {
        for (const other of placed.slice(i + 1)) {
          const apart = (measure(one.text, false) + measure(other.text, false)) / 2;
          assert.ok(Math.abs(one.x - other.x) >= apart || Math.abs(one.y - other.y) >= 15);
        }
      }
    }),
  );
});

test('a name at the edge is moved onto the stage; one of a node outside is left out', () => {
  const [label] = placeLabels([wish('a', 3, 100)], measure, STAGE);
  assert.equal(label?.x, 2 + 21);
  assert.deepEqual(keys([wish('a', 100, 500), wish('b', 900, 100)]), []);
});

test('a long name ends in an ellipsis between two characters as people see them', () => {
  const shown = cutToWidth('Maximiliane Freifrau von Hohenstein', false, measure);
  assert.equal(shown, 'Maximiliane Freifrau…');
  const families = '👨‍👩‍👧'.repeat(30);
  const cut = cutToWidth(families, false, measure);
  assert.ok(cut.endsWith('…') && [...cut.slice(0, -1)].length % 5 === 0, cut);
  assert.equal(cutToWidth('two\nlines\tand  more', false, measure), 'two lines and more');
  assert.ok(cutToWidth('x'.repeat(2_000_000), false, measure).length < 40);
});

test('the first letter or mark tells the direction of a name', () => {
  for (const text of ['بشير حداد', '12 נועה', '\u202eabc', '\u200fabc', '(ߒߞߏ)'])
    assert.ok(isRightToLeft(text), text);
  for (const text of ['Joanna بشير', '', '+44 7700', '\u200eبشير', '李', 'Owner: \u2068بشير\u2069']) {
    assert.ok(!isRightToLeft(text), text);
  }
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileExpression, MessageTerms } from './match.ts';
import type { Plan } from './plan.ts';
import { requiredOf } from './required.ts';

const expression = (source: string) => ({
  type: 'expression' as const,
  source,
  place: { start: 0, end: source.length },
});

/** A plan in short: runs, & and |. */
function short(plan: Plan | null): string {
  if (plan === null) return '';
  if (plan.type === 'and' || plan.type === 'or') {
    return `(${plan.of.map(short).join(plan.type === 'and' ? ' & ' : ' | ')})`;
  }
  assert.ok(plan.type === 'phrase');
  const [lookUp] = plan.parts[0]!.oneOf;
  assert.ok(lookUp?.type === 'within');
  return lookUp.part;
}

test('runs of letters that stand in every match are required, and what may be missing is not', () => {
  const required: Readonly<Record<string, string>> = {
    bomb: 'bomb',
    BoMb: 'bomb',
    'bombs?': 'bomb',
    'bombs+x': 'bombs',
    'bomb{0,3}': 'bom',
    'bomb{2}': 'bomb',
    'red .* green': '(red & green)',
    'van|car': '(van | car)',
    'van|ca': '',
    'the (van|car)s': '(the & (van | car))',
    '(bomb)?': '',
    '(?:bomb)+': 'bomb',
    '(?P<what>bomb)': 'bomb',
    '(?i)bomb': 'bomb',
    '[bB]omb': 'omb',
    '[]a]bomb': 'bomb',
    '[[:alpha:]]bomb': 'bomb',
    '\\bbomb\\b': 'bomb',
    '\\pLbomb': 'bomb',
    '\\p{Greek}bomb': 'bomb',
    '\\.bomb': 'bomb',
    привет: '',
    'caf\\x65': '',
    '\\Qa+b\\Ebomb': '',
    'bo|': '',
    'a{2,}bcd': 'bcd',
    'ab{,3}cde': 'cde',
  };
  for (const [source, expected] of Object.entries(required)) {
    assert.equal(short(requiredOf(expression(source))), expected, source);
    compileExpression(expression(source));
  }
});

function holds(plan: Plan, terms: MessageTerms): boolean {
  if (plan.type === 'and') return plan.of.every((one) => holds(one, terms));
  if (plan.type === 'or') return plan.of.some((one) => holds(one, terms));
  return plan.type === 'phrase' && terms.phrase(plan.parts).length > 0;
}

const atom = fc.oneof(
  fc.constantFrom(...'abk1s', '\\b', '.', '[ab]', '\\w', 'é', '\\d', '\\s', ' ', '-', '\u0301'),
  fc.constantFrom('abk', 'kas1', 'sk', '(?i:ab)'),
);
const { source } = fc.letrec<{ source: string }>((tie) => ({
  source: fc.oneof(
    { depthSize: 'small' },
    fc.array(atom, { minLength: 1, maxLength: 4 }).map((atoms) => atoms.join('')),
    fc.tuple(tie('source'), tie('source')).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie('source'), tie('source')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{0,1}', '{1,}', '+?'))
      .map(([a, sign]) => `(${a})${sign}`),
  ),
}));
const odd = [
  '\u212a',
  '\u017f',
  '\u0301',
  '\u200b',
  'ß',
  '½',
  '中',
  '👍',
  '\ufe0f',
  '\u20e3',
  'x'.repeat(50),
];
const text = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom('abk', 'kas1', 'sk', 'ab', 'KAS1', 'é') },
      { weight: 2, arbitrary: fc.constantFrom(...'abks1ABKS -') },
      { weight: 1, arbitrary: fc.constantFrom(...odd) },
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));

test('no text in which an expression is found lacks what it requires', () => {
  let found = 0;
  fc.assert(
    fc.property(source, fc.array(text, { minLength: 4, maxLength: 4 }), (own, texts) => {
      const asked = expression(own);
      const required = requiredOf(asked);
      if (required === null) return;
      for (const one of texts) {
        if (!compileExpression(asked).matcher(one).find()) continue;
        found++;
        assert.ok(holds(required, new MessageTerms([one])), `${own} in ${JSON.stringify(one)}`);
      }
    }),
    { numRuns: 3000 },
  );
  assert.ok(found > 100, `${found} found`);
});

import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SAMPLES, threadline, workFolder } from './threadline.ts';

const { folder, remove } = workFolder();
after(remove);

const chat = path.join(SAMPLES, 'whatsapp-text/pokemon.txt');
const out = path.join(folder, 'out');
const full = path.join(folder, 'full');
const evidence = path.join(folder, 'evidence');
before(() => {
  mkdirSync(full);
  writeFileSync(path.join(full, 'notes.txt'), 'kept');
  mkdirSync(evidence);
  writeFileSync(path.join(evidence, '_chat.txt'), readFileSync(chat));
});

test('--help and --version say what there is, on stdout', () => {
  const help = threadline(['--help']);
  assert.equal(help.status, 0);
  for (const command of ['inspect', 'import', 'report', 'verify'])
    assert.match(help.stdout, new RegExp(`threadline ${command} `));
  assert.equal(threadline(['import', '--help']).stdout, help.stdout);
  const { version } = JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'),
  );
  assert.equal(threadline(['--version']).stdout, `threadline ${version}\n`);
});

const misuses: [string, readonly string[], RegExp][] = [
  ['no command', [], /a command is needed/],
  ['an unknown command', ['imprt', chat], /imprt: no such command/],
  ['a name that every object has', ['constructor'], /constructor: no such command/],
  ['an unknown option', ['import', chat, '--out', out, '--frobnicate'], /frobnicate/],
  ['no evidence', ['import', '--out', out], /EVIDENCE is needed/],
  ['no output', ['import', chat], /--out DIR is needed/],
  [
    'an unknown zone',
    ['import', chat, '--out', out, '--timezone', 'Europe/Atlantis'],
    /not a known time zone/,
  ],
  ['an unknown date order', ['import', chat, '--out', out, '--date-order', 'ydm'], /dmy, mdy or ymd/],
  ['an empty reference', ['import', chat, '--out', out, '--exhibit', ' '], /reference is empty/],
  [
    'two exhibits of one reference',
    ['import', '--exhibit', 'AB/1', chat, '--exhibit', 'AB-1', chat, '--out', out],
    /another exhibit of this reference/,
  ],
  [
    'evidence before the first of several references',
    ['import', chat, '--exhibit', 'AB/1', chat, '--exhibit', 'AB/2', chat, '--out', out],
    /each is named before its evidence/,
  ],
  [
    'a reference without evidence among several',
    ['import', '--exhibit', 'AB/1', chat, '--exhibit', 'AB/2', '--out', out],
    /--exhibit AB\/2: no evidence follows it/,
  ],
  ['an output folder with something in it', ['import', chat, '--out', full], /not empty/],
  [
    'a file in the place of the output',
    ['import', chat, '--out', path.join(full, 'notes.txt')],
    /a file of that name/,
  ],
  [
    'an output folder within the evidence',
    ['import', evidence, '--out', path.join(evidence, 'out')],
    /lies in the evidence/,
  ],
  ['nothing to inspect', ['inspect'], /EVIDENCE is needed/],
  [
    'a report of a format that is not there',
    ['report', full, '--out', path.join(folder, 'r.docx')],
    /\.html or \.jsonl/,
  ],
  [
    'an instant that is none',
    ['report', full, '--out', `${out}.html`, '--instant', '14:40'],
    /it is not a time/,
  ],
  ['a limit that is none', ['report', full, '--out', `${out}.html`, '--limit', '-1'], /limit/],
  ['a report on no folder', ['report', chat, '--out', `${out}.html`], /is not a folder/],
];

for (const [what, args, words] of misuses) {
  test(`${what} is a usage error in one line, and nothing is written`, () => {
    const before = readdirSync(folder);
    const { status, stdout, stderr } = threadline(args);
    assert.equal(status, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, words);
    assert.match(stderr, /^threadline: [^\n]+\n$/);
    assert.deepEqual(readdirSync(folder), before);
    assert.deepEqual(readdirSync(evidence), ['_chat.txt']);
  });
}

test('a report on a folder that is no import is refused', () => {
  const { status, stderr } = threadline(['report', full, '--out', `${out}.html`]);
  assert.equal(status, 3);
  assert.match(stderr, /not the folder of an import/);
});

test('a report does not write over what is there', () => {
  const file = path.join(folder, 'there.html');
  writeFileSync(file, 'mine');
  assert.equal(threadline(['report', full, '--out', file]).status, 2);
  assert.equal(readFileSync(file, 'utf8'), 'mine');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InspectedEvidence } from '../../../shared/contract/index.ts';
import { emptyDraft, intakeRequest, nextReference, offeredTitles, problemsOf } from './exhibit-draft.ts';

const backup: InspectedEvidence = {
  path: '/evidence/msgstore.db.crypt15',
  name: 'msgstore.db.crypt15',
  bytes: 240_529,
  sha256: 'ab'.repeat(32),
  container: ['whatsapp-crypt15'],
  needsKey: 'whatsapp-crypt15-root',
  sources: [],
};
const text: InspectedEvidence = {
  path: '/evidence/chat.zip',
  name: 'chat.zip',
  bytes: 100,
  container: ['zip'],
  sources: [
    {
      reader: 'whatsapp-text',
      platform: 'whatsapp',
      title: 'WhatsApp chat export (iPhone)',
      needsTimeZone: true,
      needsDateOrder: false,
    },
  ],
};
const refused: InspectedEvidence = {
  path: '/evidence/a.bin',
  name: 'a.bin',
  bytes: 3,
  container: ['file'],
  sources: [],
  refusal: { code: 'unsupported', reason: 'it holds nothing that Threadline can read' },
};
const hex = '0123456789abcdef'.repeat(4);

test('the next reference counts on from the last one, past those that are taken', () => {
  assert.equal(nextReference([]), '');
  assert.equal(nextReference(['AB/1', 'AB/2']), 'AB/3');
  assert.equal(nextReference(['AB/3', 'AB/2']), 'AB/4');
  assert.equal(nextReference(['X-009']), 'X-010');
  assert.equal(nextReference(['the grey phone']), '');
});

test('an encrypted backup asks for its key, as 64 digits in any grouping or as a file', () => {
  const draft = { ...emptyDraft, reference: 'AB/1' };
  assert.match(problemsOf(draft, [backup]).key!, /encrypted/);
  assert.match(problemsOf({ ...draft, key: 'abc' }, [backup]).key!, /64 digits/);
  const grouped = hex.match(/.{4}/g)!.join(' ');
  assert.deepEqual(problemsOf({ ...draft, key: grouped }, [backup]), {});
  assert.equal(intakeRequest({ ...draft, key: grouped }, [backup]).key, hex);
  const file = intakeRequest({ ...draft, keyFile: '/keys/encrypted_backup.key', key: 'left over' }, [backup]);
  assert.equal(file.keyFile, '/keys/encrypted_backup.key');
  assert.equal(file.key, undefined);
});

test('an encrypted backup of an iPhone asks for its password, which goes along as it was typed', () => {
  const iphone: InspectedEvidence = {
    path: '/evidence/backup',
    name: 'backup',
    bytes: 9,
    container: ['folder', 'ios-backup-encrypted'],
    needsKey: 'ios-backup-password',
    sources: [],
  };
  const draft = { ...emptyDraft, reference: 'AB/3' };
  assert.match(problemsOf(draft, [iphone]).key!, /its password is needed/);
  const typed = { ...draft, key: ' Evening - all 42 ' };
  assert.deepEqual(problemsOf(typed, [iphone]), {});
  assert.deepEqual(intakeRequest(typed, [iphone]), {
    exhibit: 'AB/3',
    paths: ['/evidence/backup'],
    password: ' Evening - all 42 ',
  });
  // One of digits alone is still a password.
  assert.equal(intakeRequest({ ...draft, key: hex }, [iphone]).password, hex);
  assert.deepEqual(
    intakeRequest({ ...draft, keyFile: '/keys/password.txt', key: 'x' }, [iphone]).keyFile,
    '/keys/password.txt',
  );
  assert.deepEqual(intakeRequest(typed, [iphone], true), { exhibit: 'AB/3', paths: ['/evidence/backup'] });
  // Beside a backup that takes digits, what was typed says which it is.
  assert.equal(intakeRequest({ ...draft, key: hex }, [iphone, backup]).key, hex);
  assert.equal(intakeRequest(typed, [iphone, backup]).password, ' Evening - all 42 ');
  assert.deepEqual(problemsOf(typed, [iphone, backup]), {});
});

test('what was refused stands in the way, and so does a missing reference', () => {
  const problems = problemsOf(emptyDraft, [text, refused]);
  assert.match(problems.evidence!, /a\.bin cannot be read/);
  assert.match(problems.reference!, /AB\/1/);
});

test('contacts and media go in with a backup, and stand in the way alone', () => {
  const contacts: InspectedEvidence = {
    ...refused,
    name: 'wa.db',
    path: '/evidence/wa.db',
    unrecognised: true,
  };
  const draft = { ...emptyDraft, reference: 'AB/1', key: hex };
  assert.match(problemsOf(draft, [contacts]).evidence!, /wa\.db cannot be read/);
  assert.deepEqual(problemsOf(draft, [backup, contacts]), {});
  assert.deepEqual(intakeRequest(draft, [backup, contacts]).paths, [backup.path, contacts.path]);
  assert.match(problemsOf(draft, [backup, contacts, refused]).evidence!, /^a\.bin cannot be read/);
});

test('only what the evidence asks for goes along', () => {
  const draft = {
    ...emptyDraft,
    reference: ' AB/2 ',
    timeZone: 'Europe/London',
    dateOrder: 'dmy' as const,
    key: hex,
  };
  assert.deepEqual(intakeRequest(draft, [text]), {
    exhibit: 'AB/2',
    paths: ['/evidence/chat.zip'],
    timeZone: 'Europe/London',
  });
});

test('under a warrant no key goes along, whatever the evidence asks for', () => {
  const draft = { ...emptyDraft, reference: 'AB/1', key: hex, keyFile: '/keys/encrypted_backup.key' };
  assert.deepEqual(intakeRequest(draft, [backup], true), { exhibit: 'AB/1', paths: [backup.path] });
});

test('a folder with several sources offers each kind, and says how many of it there are', () => {
  const source = (title: string) => ({ ...text.sources[0]!, title });
  const titles = ['WhatsApp chat export', 'Google Chat', 'WhatsApp chat export'];
  assert.deepEqual(offeredTitles({ sources: titles.map(source) }), [
    '2 × WhatsApp chat export',
    'Google Chat',
  ]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SYSTEM_ACTIONS, type SystemAction, type SystemEvent } from '../../../shared/model/index.ts';
import { systemWords } from './system-text.ts';
import { plainText } from './words.ts';

const nameOf = (account: string): string => ({ b: 'Bashir', c: 'Chloé', d: 'Dana' })[account] ?? account;
const say = (event: SystemEvent, actor: string | null): string =>
  plainText(systemWords(event, actor, nameOf));

/** Of each action: with who did it, whom and what; without who did it; of two people; with nothing but its name. */
const SAID: Readonly<Record<SystemAction, readonly [string, string, string, string]>> = {
  'group-created': [
    'Ana created the group as “V”, about Bashir',
    'The group was created as “V”, about Bashir',
    'Ana created the group, about Bashir and Chloé',
    'The group was created',
  ],
  'subject-changed': [
    'Ana changed the subject to “V”, about Bashir',
    'The subject was changed to “V”, about Bashir',
    'Ana changed the subject, about Bashir and Chloé',
    'The subject was changed',
  ],
  'description-changed': [
    'Ana changed the description to “V”, about Bashir',
    'The description was changed to “V”, about Bashir',
    'Ana changed the description, about Bashir and Chloé',
    'The description was changed',
  ],
  'icon-changed': [
    'Ana changed the group’s picture: “V”, about Bashir',
    'The group’s picture was changed: “V”, about Bashir',
    'Ana changed the group’s picture, about Bashir and Chloé',
    'The group’s picture was changed',
  ],
  'member-added': [
    'Ana added Bashir: “V”',
    'Bashir was added: “V”',
    'Ana added Bashir and Chloé',
    'Somebody was added',
  ],
  'member-left': [
    'Bashir left (reported by Ana): “V”',
    'Bashir left: “V”',
    'Bashir and Chloé left (reported by Ana)',
    'Somebody left',
  ],
  'member-removed': [
    'Ana removed Bashir: “V”',
    'Bashir was removed: “V”',
    'Ana removed Bashir and Chloé',
    'Somebody was removed',
  ],
  'member-joined-by-link': [
    'Bashir joined by the invitation link (reported by Ana): “V”',
    'Bashir joined by the invitation link: “V”',
    'Bashir and Chloé joined by the invitation link (reported by Ana)',
    'Somebody joined by the invitation link',
  ],
  'member-joined-by-invitation': [
    'Bashir joined by invitation (reported by Ana): “V”',
    'Bashir joined by invitation: “V”',
    'Bashir and Chloé joined by invitation (reported by Ana)',
    'Somebody joined by invitation',
  ],
  'member-joined-from-community': [
    'Bashir joined from the community (reported by Ana): “V”',
    'Bashir joined from the community: “V”',
    'Bashir and Chloé joined from the community (reported by Ana)',
    'Somebody joined from the community',
  ],
  'admin-granted': [
    'Ana gave the admin role to Bashir: “V”',
    'Bashir was given the admin role: “V”',
    'Ana gave the admin role to Bashir and Chloé',
    'Somebody was given the admin role',
  ],
  'admin-revoked': [
    'Ana took the admin role from Bashir: “V”',
    'The admin role was taken from Bashir: “V”',
    'Ana took the admin role from Bashir and Chloé',
    'The admin role was taken from somebody',
  ],
  'number-changed': [
    'Bashir changed their number (reported by Ana) to V',
    'Bashir changed their number to V',
    'Bashir changed their number (reported by Ana), now Chloé',
    'Somebody changed their number',
  ],
  'security-code-changed': [
    'The security code with Bashir changed (reported by Ana): “V”',
    'The security code with Bashir changed: “V”',
    'The security code with Bashir and Chloé changed (reported by Ana)',
    'The security code with somebody changed',
  ],
  'device-changed': [
    'Bashir changed devices (reported by Ana): “V”',
    'Bashir changed devices: “V”',
    'Bashir and Chloé changed devices (reported by Ana)',
    'Somebody changed devices',
  ],
  'encryption-notice': [
    'Notice that messages are end-to-end encrypted: “V”, from Ana, about Bashir',
    'Notice that messages are end-to-end encrypted: “V”, about Bashir',
    'Notice that messages are end-to-end encrypted, from Ana, about Bashir and Chloé',
    'Notice that messages are end-to-end encrypted',
  ],
  'link-reset': [
    'Ana reset the invitation link: “V”, about Bashir',
    'The invitation link was reset: “V”, about Bashir',
    'Ana reset the invitation link, about Bashir and Chloé',
    'The invitation link was reset',
  ],
  'settings-changed': [
    'Ana changed the chat’s settings: “V”, about Bashir',
    'The chat’s settings were changed: “V”, about Bashir',
    'Ana changed the chat’s settings, about Bashir and Chloé',
    'The chat’s settings were changed',
  ],
  'business-notice': [
    'Notice on a business account: “V”, from Ana, about Bashir',
    'Notice on a business account: “V”, about Bashir',
    'Notice on a business account, from Ana, about Bashir and Chloé',
    'Notice on a business account',
  ],
  'disappearing-timer': [
    'Ana changed the timer of disappearing messages: “V”, about Bashir',
    'The timer of disappearing messages was changed: “V”, about Bashir',
    'Ana changed the timer of disappearing messages, about Bashir and Chloé',
    'The timer of disappearing messages was changed',
  ],
  'contact-blocked': [
    'Ana blocked Bashir: “V”',
    'Bashir was blocked: “V”',
    'Ana blocked Bashir and Chloé',
    'Somebody was blocked',
  ],
  'contact-unblocked': [
    'Ana unblocked Bashir: “V”',
    'Bashir was unblocked: “V”',
    'Ana unblocked Bashir and Chloé',
    'Somebody was unblocked',
  ],
  call: [
    'Notice of a call: “V”, from Ana, about Bashir',
    'Notice of a call: “V”, about Bashir',
    'Notice of a call, from Ana, about Bashir and Chloé',
    'Notice of a call',
  ],
  'message-pinned': [
    'Ana pinned a message: “V”, about Bashir',
    'A message was pinned: “V”, about Bashir',
    'Ana pinned a message, about Bashir and Chloé',
    'A message was pinned',
  ],
  'contact-added': [
    'Ana added Bashir to the contacts: “V”',
    'Bashir was added to the contacts: “V”',
    'Ana added Bashir and Chloé to the contacts',
    'Somebody was added to the contacts',
  ],
  'joined-platform': [
    'Bashir joined the platform (reported by Ana): “V”',
    'Bashir joined the platform: “V”',
    'Bashir and Chloé joined the platform (reported by Ana)',
    'Somebody joined the platform',
  ],
  'chat-privacy': [
    'Ana changed the chat’s privacy: “V”, about Bashir',
    'The chat’s privacy was changed: “V”, about Bashir',
    'Ana changed the chat’s privacy, about Bashir and Chloé',
    'The chat’s privacy was changed',
  ],
  unknown: [
    'System message of an unknown type: “V”, from Ana, about Bashir',
    'System message of an unknown type: “V”, about Bashir',
    'System message of an unknown type, from Ana, about Bashir and Chloé',
    'System message of an unknown type',
  ],
};

for (const action of SYSTEM_ACTIONS) {
  test(`"${action}" is told with everything its event holds`, () => {
    const [full, unsaid, several, bare] = SAID[action];
    assert.equal(say({ action, accounts: ['b'], value: 'V' }, 'Ana'), full);
    assert.equal(say({ action, accounts: ['b'], value: 'V' }, null), unsaid);
    assert.equal(say({ action, accounts: ['b', 'c'] }, 'Ana'), several);
    assert.equal(say({ action }, null), bare);
  });
}

test('what people do themselves is told of the sender where no account is named', () => {
  assert.equal(say({ action: 'member-left' }, 'Ana'), 'Ana left');
  assert.equal(say({ action: 'number-changed', value: '+44 1' }, 'Ana'), 'Ana changed their number to +44 1');
  assert.equal(say({ action: 'security-code-changed' }, 'Ana'), 'The security code with Ana changed');
  assert.equal(say({ action: 'member-added' }, 'Ana'), 'Ana added somebody');
  assert.equal(
    say({ action: 'member-joined-by-link', accounts: ['b'] }, 'Bashir'),
    'Bashir joined by the invitation link',
  );
});

test('somebody whom the source names twice is told of once', () => {
  assert.equal(
    say({ action: 'contact-added', accounts: ['b'] }, 'Bashir'),
    'Bashir was added to the contacts',
  );
  assert.equal(
    say({ action: 'icon-changed', accounts: ['b'] }, 'Bashir'),
    'Bashir changed the group’s picture',
  );
  const change = { action: 'number-changed', accounts: ['b', '+44 7'], value: '+44 7' } as const;
  assert.equal(say(change, null), 'Bashir changed their number to +44 7');
});

test('several people are listed, and an account without a name is its id', () => {
  assert.equal(
    say({ action: 'member-added', accounts: ['b', 'c', 'd'] }, null),
    'Bashir, Chloé and Dana were added',
  );
  assert.equal(
    say({ action: 'member-left', accounts: ['447700900009@s.whatsapp.net'] }, null),
    '447700900009@s.whatsapp.net left',
  );
});

test('a timer is told in days and hours, and off where it is 0', () => {
  const timer = (value: string, actor: string | null = null) =>
    say({ action: 'disappearing-timer', value }, actor);
  assert.equal(timer('604800'), 'Messages were set to disappear after 7 days');
  assert.equal(timer('86400', 'Ana'), 'Ana set messages to disappear after 24 hours');
  assert.equal(timer('7776000'), 'Messages were set to disappear after 90 days');
  assert.equal(timer('90'), 'Messages were set to disappear after 90 seconds');
  assert.equal(timer('3600'), 'Messages were set to disappear after 1 hour');
  assert.equal(timer('0', 'Ana'), 'Ana turned disappearing messages off');
  assert.equal(timer('soon'), 'The timer of disappearing messages was changed: “soon”');
});

test('names and values stay apart from the sentence, so that their direction does not turn it', () => {
  assert.deepEqual(systemWords({ action: 'subject-changed', value: 'طريق' }, 'بشير', nameOf), [
    { said: 'بشير' },
    ' changed the subject',
    ' to ',
    '“',
    { said: 'طريق' },
    '”',
  ]);
});

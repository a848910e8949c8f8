/** An iPhone that tells its lists before its messages is stored as one that is read twice for them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Scope } from '../../shared/scope/index.ts';
import { whatsappIos } from '../readers/whatsapp-ios/loader.ts';
import {
  ANA,
  BEN,
  CLEO,
  CLEO_LID,
  type Filler,
  GROUP,
  MadeEvidence,
  ME,
  type Values,
} from '../readers/whatsapp-ios/testing/made-evidence.ts';
import { packedJid, wire } from '../readers/whatsapp-ios/testing/wire.ts';
import { storedUnder } from './testing/stored-under.ts';

const OTHERS = '120363000000000002@g.us';
const ODD = 'somebody@elsewhere';
/** Rows 1 to 7 of the sessions; 8 and 9 do not exist. */
const SESSIONS = [ANA, BEN, CLEO_LID, GROUP, OTHERS, '447700900002@status', ODD];
const jid = fc.constantFrom(null, ANA, BEN, CLEO, CLEO_LID, ME, GROUP, OTHERS, ODD, '');
const name = fc.constantFrom('Ana', 'Ben', 'Counsel');

const messages = fc.array(
  fc.record({
    ZCHATSESSION: fc.constantFrom<number | null>(1, 2, 3, 4, 4, 5, 6, 7, 8, null),
    ZISFROMME: fc.constantFrom<number | string | null>(0, 0, 0, 1, 1, 2, 'x', null),
    ZGROUPMEMBER: fc.constantFrom<number | null>(null, null, 1, 2, 3, 4, 9),
    ZFROMJID: jid,
    ZTOJID: jid,
    ZMESSAGETYPE: fc.constantFrom<number | string | null>(0, 0, 0, 1, 6, 6, 10, 28, 55, 59, 14, null, 'x'),
    ZGROUPEVENTTYPE: fc.constantFrom<number | null>(null, 1, 2, 3, 5, 7, 9, 10, 12, 22, 40),
    ZTEXT: fc.constantFrom(null, 'a text', 'ask Counsel', ANA, `${ANA},${BEN}`, `${BEN}:${ANA},${CLEO}`),
    ZPUSHNAME: fc.constantFrom(null, null, 'Ana', 'Counsel', 'Q291bnNlbA=='),
    ZSTANZAID: fc.constantFrom('K1', 'K2', 'K3', 'CALL1', null),
  }),
  { maxLength: 25 },
);
const members = fc.array(
  fc.record({
    ZCHATSESSION: fc.constantFrom(4, 5),
    ZMEMBERJID: jid,
    ZCONTACTNAME: fc.oneof(fc.constant(null), name),
  }),
  { maxLength: 5 },
);
const contacts = fc.array(
  fc.record({
    ZWHATSAPPID: fc.constantFrom(null, ANA, BEN, CLEO),
    ZLID: fc.constantFrom(null, null, null, CLEO_LID, '98765432109876', '11111111111111@lid'),
    ZFULLNAME: name,
    ZUSERNAME: fc.constantFrom(null, 'handle'),
  }),
  { maxLength: 4 },
);
const pushNames = fc.array(fc.record({ ZJID: jid, ZPUSHNAME: name }), { maxLength: 3 });
const calls = fc.array(
  fc.record({
    ZCALLIDSTRING: fc.constantFrom('CALL1', 'CALL2', null),
    Z1CALLEVENTS: fc.constantFrom(1, 2),
    ZGROUPJIDSTRING: fc.constantFrom(null, null, GROUP, OTHERS),
    ZGROUPCALLCREATORUSERJIDSTRING: fc.constantFrom(null, ANA, BEN),
    participant: jid,
  }),
  { maxLength: 3 },
);

const account = fc.oneof(
  fc.constantFrom(ANA, BEN, CLEO, CLEO_LID).map((id) => ({ id })),
  fc.constantFrom('+447700900001', '+447700900003').map((phone) => ({ phone })),
  name.map((listed) => ({ name: listed })),
);
const scope: fc.Arbitrary<Scope> = fc.record({
  clauses: fc.array(
    fc.record({
      accounts: fc.oneof(fc.constant('any' as const), fc.array(account, { minLength: 1, maxLength: 2 })),
      context: fc.record({ counterpart: fc.boolean(), wholeGroups: fc.boolean() }),
      uncertainTimes: fc.constant('keep' as const),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  privileged: fc.record({
    accounts: fc.array(
      account.map((listed) => ({ account: listed, privilege: 'legal' as const })),
      { maxLength: 1 },
    ),
    words: fc.constantFrom<string[]>([], ['counsel']),
  }),
});

/** A receipt of somebody whom nothing else names. */
const RECEIPT = wire([1, wire([2, packedJid('447700900077@s.whatsapp.net')], [3, 1_711_118_285])]);

function fillChats(
  filler: Filler,
  made: readonly Values[],
  listed: readonly Values[],
  own: readonly Values[],
) {
  for (const [i, address] of SESSIONS.entries()) {
    filler.session(i + 1, address, { ZPARTNERNAME: i === 0 ? 'Ana from work' : null });
  }
  for (const [i, values] of listed.entries()) filler.row('ZWAGROUPMEMBER', { Z_PK: i + 1, ...values });
  for (const [i, values] of made.entries()) {
    filler.message(i + 1, values);
    if (i % 5 === 0) filler.info(i + 1, RECEIPT);
  }
  for (const values of own) filler.row('ZWAPROFILEPUSHNAME', values);
}

const stored = (evidence: MadeEvidence, under: Scope, isTold: boolean) =>
  storedUnder(whatsappIos, evidence, under, { isTold, scratch: isTold ? 'told' : 'twice' });

test('an iPhone that tells its lists first is stored as one that is read twice', async () => {
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      messages,
      members,
      contacts,
      pushNames,
      fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, calls),
      scope,
      async (made, listed, book, own, log, under) => {
        using evidence = new MadeEvidence();
        evidence
          .settings()
          .database('ChatStorage.sqlite', (filler) => fillChats(filler, made, listed, own))
          .database('ContactsV2.sqlite', (filler) => {
            for (const values of book) filler.row('ZWAADDRESSBOOKCONTACT', values);
          });
        if (log.length > 0) {
          evidence.database('CallHistory.sqlite', (filler) => {
            filler.row('ZWAAGGREGATECALLEVENT', { Z_PK: 1, ZINCOMING: 0 });
            filler.row('ZWAAGGREGATECALLEVENT', { Z_PK: 2, ZINCOMING: 1 });
            for (const [i, { participant, ...values }] of log.entries()) {
              filler.row('ZWACDCALLEVENT', { Z_PK: i + 1, ...values });
              filler.row('ZWACDCALLEVENTPARTICIPANT', { Z1PARTICIPANTS: i + 1, ZJIDSTRING: participant });
            }
          });
        }
        const first = await stored(evidence, under, true);
        const twice = await stored(evidence, under, false);
        if (first.told) told++;
        assert.equal(twice.told, false);
        assert.deepEqual(first.stored, twice.stored);
      },
    ),
    { numRuns: 80 },
  );
  assert.ok(told > 8, `the lists were told ${told} times of 80`);
});

const ofAna: Scope = {
  clauses: [
    {
      accounts: [{ name: 'Ana' }],
      context: { counterpart: true, wholeGroups: true },
      uncertainTimes: 'keep',
    },
  ],
  privileged: { accounts: [], words: [] },
};

test('an iPhone as they are is read once, and who has a listed name is known from its first message on', async () => {
  using evidence = new MadeEvidence();
  evidence
    .settings()
    .database('ChatStorage.sqlite', (filler) =>
      filler
        .session(1, ANA)
        .session(2, BEN)
        .session(3, GROUP)
        .member(1, 3, BEN)
        .message(1, { ZCHATSESSION: 1, ZISFROMME: 1, ZTEXT: 'to Ana' })
        .message(2, { ZCHATSESSION: 2, ZFROMJID: BEN, ZTEXT: 'by Ben' })
        .message(3, { ZCHATSESSION: 3, ZGROUPMEMBER: 1, ZTEXT: 'in the group' })
        .message(4, { ZCHATSESSION: 3, ZFROMJID: ANA, ZPUSHNAME: 'Ana', ZTEXT: 'by Ana' }),
    );
  const { told, reads, stored: result } = await stored(evidence, ofAna, true);
  assert.deepEqual([told, reads], [true, 1]);
  assert.deepEqual(
    result.kept.map(({ text }) => text),
    ['to Ana', 'in the group', 'by Ana'],
  );
});

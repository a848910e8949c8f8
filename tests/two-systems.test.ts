/** The same messages in a backup of an Android phone and in one of an iPhone: one event with two witnesses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as android from '../electron/readers/whatsapp-android/testing/made-evidence.ts';
import * as ios from '../electron/readers/whatsapp-ios/testing/made-evidence.ts';
import { openRows } from '../renderer/query/opened-rows.ts';
import { indexOf, makeSource, openMade } from '../renderer/query/testing/made-case.ts';
import { findWitnesses } from '../renderer/query/witnesses.ts';
import type { DraftMessage } from '../shared/evidence/index.ts';
import type { SegmentMessage } from '../shared/segment/index.ts';

const { CLEO } = android;
/** A group of made cases. */
const GROUP = '1@g.us';
const KEYS = ['3EB0C431C26A', '3AF2B10C99D4E1', '3EB0FFFFFFFF'];
const TEXTS = ['See you at the bridge', 'See you at the bridge', 'Forget it'];
/** ms between the messages as the one phone and the other have them. */
const APART = 250;

const onAndroid = () =>
  android.readFilled((filler) => {
    filler.chat(1, GROUP, 'Allotments').jid(6, CLEO);
    for (const [i, key] of KEYS.entries()) {
      const isRevoked = i === 2;
      filler.message(i + 1, {
        key_id: key,
        sender_jid_row_id: 6,
        timestamp: 1_711_118_285_000 + i * 60_000,
        ...(isRevoked ? { message_type: 15 } : { text_data: TEXTS[i]! }),
      });
    }
  });

const onIphone = () =>
  ios.readFilled((filler) => {
    filler.session(1, GROUP).member(2, 1, CLEO);
    for (const [i, key] of KEYS.entries()) {
      filler.message(i + 1, {
        ZSTANZAID: key,
        ZFROMJID: GROUP,
        ZGROUPMEMBER: 2,
        ZMESSAGEDATE: ios.DATE + APART / 1000 + i * 60,
        ZTEXT: TEXTS[i]!,
      });
    }
  });

const kept = (messages: readonly DraftMessage[]): SegmentMessage[] =>
  messages.map(({ replyTo: _reply, ...message }) => message as SegmentMessage);

test('an Android phone and an iPhone name a message by the same key, and what one deleted the other disproves', async () => {
  const phones = [await onAndroid(), await onIphone()];
  for (const { messages } of phones) {
    assert.deepEqual(
      messages.map(({ source }) => source.key),
      KEYS,
    );
  }
  const sources = phones.map(({ messages }, i) => makeSource(`AB/${i + 1}`, null, kept(messages)));
  const { columns, exhibits } = indexOf(sources);
  const { pairs, rows } = (await findWitnesses(columns, exhibits.length, openMade))!;
  assert.equal(pairs.length, 1);
  const [{ matching, matched, differences }] = pairs as [(typeof pairs)[0]];
  assert.equal(matched, KEYS.length);
  assert.equal(matching.offset?.median, APART);
  const opened = await openRows(columns, columns.origin.keys(), openMade);
  const keyOf = (row: number): string | undefined => {
    const { reader, i } = opened(row);
    return reader.key(i);
  };
  for (const [first, second] of matching.ofFirst.entries()) {
    assert.equal(keyOf(rows[0]![first]!), keyOf(rows[1]![second]!));
  }
  assert.deepEqual(
    differences.map(({ kind, first }) => [kind, keyOf(rows[0]![first]!)]),
    [['deleted', KEYS[2]]],
  );
});

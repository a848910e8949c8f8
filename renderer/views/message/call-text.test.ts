import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callText, codeText } from './call-text.ts';

test('a call says its way, whether it had a picture, its outcome and how long it was', () => {
  assert.equal(
    callText({ video: false, seconds: 61, outcome: 'answered' }, 'in'),
    'Incoming voice call, answered, 61 s',
  );
  assert.equal(callText({ video: true, outcome: 'missed' }, 'out'), 'Outgoing video call, missed');
  assert.equal(
    callText({ video: false, seconds: 0, outcome: 'missed' }, 'in'),
    'Incoming voice call, missed',
  );
  assert.equal(
    callText({ video: false, seconds: 0, outcome: 'answered' }, 'in'),
    'Incoming voice call, answered, 0 s',
  );
  assert.equal(callText({ video: true, outcome: 'unavailable' }, null), 'Video call, not available');
  assert.equal(callText({ video: false, outcome: 'unknown' }, 'system'), 'Voice call, outcome not known');
});

test('a code is given under the column that the source keeps it in', () => {
  const of = (table: string | undefined, code?: number) => ({
    kind: 'unknown' as const,
    source: { file: 'f', ...(table === undefined ? {} : { table }), ...(code === undefined ? {} : { code }) },
  });
  assert.equal(codeText(of('message', 117)), 'message_type 117');
  assert.equal(codeText(of('messages', 9)), 'media_wa_type 9');
  assert.equal(codeText(of('ZWAMESSAGE', 0)), 'ZMESSAGETYPE 0');
  assert.equal(codeText(of('call_log', 5)), 'code 5');
  assert.equal(codeText(of(undefined, 5)), 'code 5');
  assert.equal(codeText(of('message')), null);
  // A system row's code is its action's, not its type's.
  assert.equal(codeText({ ...of('message', 12), kind: 'system' }), 'code 12');
});

import type { Call } from '../../../../shared/model/index.ts';
import { withoutMarks } from '../marks.ts';

const CALL = /^(missed |silenced )?(?:group )?(voice|video) call(?:, (.{1,60}))?$/i;
const PART = /(\d{1,4}) ?(hr|min|sec)/g;
const SECONDS: Readonly<Record<string, number>> = { hr: 3600, min: 60, sec: 1 };

/**
 * A call as WhatsApp for iPhone in English writes it: `Voice call, 5 min`, `Video call, No answer`,
 * `Missed voice call, Tap to call back`. In other languages only missed calls are known.
 */
export function callIn(text: string): Call | undefined {
  const [, missed, kind, rest] = CALL.exec(withoutMarks(text).trim()) ?? [];
  if (kind === undefined) return undefined;
  const video = kind.toLowerCase() === 'video';
  if (missed !== undefined) return { video, outcome: 'missed' };
  if (/no answer/i.test(rest ?? '')) return { video, outcome: 'unavailable' };
  const parts = [...(rest ?? '').matchAll(PART)];
  if (parts.length === 0) return { video, outcome: 'unknown' };
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * SECONDS[unit!]!, 0);
  return { video, seconds, outcome: 'answered' };
}

/** All that was said and done, in the order of time: the one source of both phones. */

import { london } from './clock.ts';
import type { Said } from './message.ts';
import { LENA_CHANGES_NUMBER, type PersonKey } from './people.ts';
import { everydayCalls, everySmallTalk } from './small-talk.ts';
import { aroundTheQuiz } from './story/around.ts';
import { before } from './story/before.ts';
import { withJonas } from './story/jonas.ts';
import { inTheQuiz } from './story/quiz.ts';
import { sayIn } from './story/say.ts';
import { inTown } from './story/town.ts';

const family = sayIn('family');

/** A call of several people, and one sound file that went round. */
const others: readonly Said[] = [
  family('2023-12-25 17:02:11', 'daniel', {
    kind: 'call',
    video: true,
    seconds: 1265,
    outcome: 'answered',
    others: ['helen', 'sophie', 'peter'],
  }),
  family('03-10 15:20:40', 'peter', { kind: 'audio', sound: 'bells', seconds: 2 }, { key: 'bells' }),
  family('03-10 15:24:09', 'helen', 'He recorded the church bells. All two seconds of them', {
    replyTo: 'bells',
  }),
  sayIn('football')(
    '02-13 12:41:33',
    'jack',
    { kind: 'audio', sound: 'horn', seconds: 1 },
    { forwarded: 127 },
  ),
];

const lenaChanges = london(LENA_CHANGES_NUMBER);

/** Until the day of her new number, what Lena does in groups comes from the old one. */
function withNumberOfTheDay(said: Said): Said {
  const then = (key: PersonKey): PersonKey => (key === 'lena' && said.at < lenaChanges ? 'lenaBefore' : key);
  const { content, reactions } = said;
  return {
    ...said,
    by: then(said.by),
    ...(reactions === undefined
      ? {}
      : { reactions: reactions.map((reaction) => ({ ...reaction, by: then(reaction.by) })) }),
    content:
      content.kind !== 'poll'
        ? content
        : {
            ...content,
            options: content.options.map((option) => ({ ...option, voters: option.voters.map(then) })),
          },
  };
}

/** @returns everything, by time, then as written. */
export function timeline(): Said[] {
  const said = [...before, ...withJonas, ...inTheQuiz, ...aroundTheQuiz, ...inTown, ...others];
  said.push(...everySmallTalk(), ...everydayCalls());
  return said
    .map(withNumberOfTheDay)
    .map((one, order) => ({ one, order }))
    .sort((a, b) => a.one.at - b.one.at || a.order - b.order)
    .map(({ one }) => one);
}

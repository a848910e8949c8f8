/** Small talk between the people of a chat on the laptop, from the same scripts as that on the phones. */
import { chance } from '../chance.ts';
import { exchangesOf, type TalkPlan } from '../small-talk.ts';
import { contentOf, wordsOf } from '../talk.ts';
import type { Post } from './post.ts';

/** @param people in a chat of two the owner first, who says the part `a`; in a group anybody says any. */
export function smallTalkBetween<Who extends string>(
  name: string,
  people: readonly Who[],
  names: readonly string[],
  plan: TalkPlan,
): Post<Who>[] {
  const by = chance(`small talk ${name}`);
  const posts: Post<Who>[] = [];
  for (const { script, times } of exchangesOf(name, plan, by)) {
    const cast = new Map<string, Who>();
    const free = [...people];
    const speaks = (part: string): Who => {
      const known = cast.get(part);
      if (known !== undefined) return known;
      const index = people.length === 2 ? (part === 'a' ? 0 : 1) : by.whole(0, free.length - 1);
      const chosen = people.length === 2 ? people[index]! : (free.splice(index, 1)[0] ?? people[0]!);
      cast.set(part, chosen);
      return chosen;
    };
    for (const [index, { speaker, text, attached, reaction }] of script.lines.entries()) {
      const who = speaks('part' in speaker ? speaker.part : speaker.person);
      const other = people.find((one) => one !== who)!;
      posts.push({
        at: times[index]!,
        by: who,
        content: contentOf(attached, wordsOf(text, script.language, names, by)),
        ...(reaction === undefined
          ? {}
          : { reactions: [{ by: other, emoji: reaction, after: by.whole(10, 300) }] }),
      });
    }
  }
  return posts;
}

import type { Message } from '../model/index.ts';

type Further = {
  readonly [Name in 'attachments' | 'poll' | 'location' | 'system']?: Message[Name] | undefined;
};

/** What else of a message is searched beside its text: names of files, polls, places, new subjects of groups. */
export function furtherTexts({ attachments, poll, location, system }: Further): string[] {
  const texts: string[] = [];
  for (const { name } of attachments ?? []) if (name !== undefined) texts.push(name);
  if (poll) texts.push(poll.question, ...poll.options.map(({ text }) => text));
  if (location?.name !== undefined) texts.push(location.name);
  if (system?.value !== undefined) texts.push(system.value);
  return texts;
}

/** A message's texts in the order in which they are searched. */
export const searchedTexts = (message: Message): string[] => [
  ...(message.text === undefined ? [] : [message.text]),
  ...furtherTexts(message),
];

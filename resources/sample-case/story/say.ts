/** How the story's chapters are written down: one line a message, times as the clock in London showed them. */
import type { ChatKey } from '../chats.ts';
import { london } from '../clock.ts';
import type { Content, Said, SystemEvent } from '../message.ts';
import type { PersonKey } from '../people.ts';

export type More = Omit<Partial<Said>, 'chat' | 'at' | 'by' | 'content'>;

export type Say = (at: string, by: PersonKey, what: string | Content, more?: More) => Said;

/** @returns the function that says something in the chat; its `at` is `03-22 14:36:48` of 2024, or has a year. */
export function sayIn(chat: ChatKey): Say {
  return (at, by, what, more = {}) => ({
    chat,
    at: london(/^\d{4}-/.test(at) ? at : `2024-${at}`),
    by,
    content: typeof what === 'string' ? { kind: 'text', text: what } : what,
    ...more,
  });
}

export const notice = (event: SystemEvent): Content => ({ kind: 'system', event });

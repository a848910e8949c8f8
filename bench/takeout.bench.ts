/**
 * Google Chat's messages.json and Hangouts.json, from the file to messages, against `JSON.parse` of the same
 * bytes. Each run is a process of its own, in turn, without any warming up. The baseline reads the file into
 * one string first, and makes nothing of what it parsed.
 */
import { writeMadeTakeout } from './made-takeout.ts';
import { readerRows } from './reader-rows.ts';

export const rows = readerRows<'google-chat' | 'hangouts'>({
  child: 'takeout-child.ts',
  forms: [
    ['google-chat', 'Google Chat, 300,000 messages of one space into model messages'],
    ['hangouts', 'Hangouts, 300,000 messages into model messages'],
  ],
  ending: 'json',
  baseline: 'JSON.parse of the same bytes',
  target: 0.4,
  messages: 300_000,
  moreMessages: 1_200_000,
  baselineCounts: true,
  write: writeMadeTakeout,
});

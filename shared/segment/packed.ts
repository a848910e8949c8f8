/**
 * The lists of a message as they stand in a segment. Receipts and reactions come by the dozen, each with an
 * account's id and times of 24 characters: packed, accounts are indexes into the source's list and times ms
 * after the message's own, which takes a fifth of the room.
 */
import type { Reaction, Receipt } from '../model/index.ts';
import { formatReading, readingMs, type TimeReading, writtenReading } from '../time/instant.ts';

/** ms after the message's `at`; a string where that would not give the same reading back. */
export type PackedTime = number | string;

/** Account, delivered, read, played; trailing times that are absent are left out, others are null. */
export type PackedReceipt = readonly [account: number, ...times: (PackedTime | null)[]];

/** Account (-1: none), emoji, time. */
export type PackedReaction = readonly [account: number, emoji: string, at?: PackedTime];

/** @param at ms of the message; NaN when it has no time. */
export function packTime(reading: TimeReading, at: number): PackedTime {
  if (typeof reading === 'number') return Number.isNaN(at) ? writtenReading(reading) : reading - at;
  // Only instants in their one writing come back from a number.
  if (reading.length !== 24 || Number.isNaN(at)) return reading;
  const ms = readingMs(reading);
  return Number.isNaN(ms) ? reading : ms - at;
}

export function unpackTime(time: PackedTime, at: number): string {
  return typeof time === 'string' ? time : formatReading(at + time, 'utc');
}

const NO_SENDER = -1;

export function packReceipts(
  receipts: readonly Receipt<TimeReading>[],
  at: number,
  indexOf: (account: string) => number,
): PackedReceipt[] {
  const packed = (time: TimeReading | undefined): PackedTime | null =>
    time === undefined ? null : packTime(time, at);
  return receipts.map(({ account, delivered, read, played }) => {
    const index = indexOf(account);
    if (played !== undefined) return [index, packed(delivered), packed(read), packTime(played, at)];
    if (read !== undefined) return [index, packed(delivered), packTime(read, at)];
    return delivered === undefined ? [index] : [index, packTime(delivered, at)];
  });
}

export function unpackReceipts(
  packed: readonly PackedReceipt[],
  at: number,
  accounts: readonly string[],
): Receipt[] {
  return packed.map(([account, delivered = null, read = null, played = null]) => ({
    account: accounts[account]!,
    ...(delivered === null ? {} : { delivered: unpackTime(delivered, at) }),
    ...(read === null ? {} : { read: unpackTime(read, at) }),
    ...(played === null ? {} : { played: unpackTime(played, at) }),
  }));
}

export function packReactions(
  reactions: readonly Reaction[],
  at: number,
  indexOf: (account: string) => number,
): PackedReaction[] {
  return reactions.map(({ sender, emoji, at: when }) => {
    const account = sender === undefined ? NO_SENDER : indexOf(sender);
    return when === undefined ? [account, emoji] : [account, emoji, packTime(when, at)];
  });
}

export function unpackReactions(
  packed: readonly PackedReaction[],
  at: number,
  accounts: readonly string[],
): Reaction[] {
  return packed.map(([account, emoji, when]) => ({
    ...(account === NO_SENDER ? {} : { sender: accounts[account]! }),
    emoji,
    ...(when === undefined ? {} : { at: unpackTime(when, at) }),
  }));
}

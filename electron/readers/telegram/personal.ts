/** Whose export it is, and the address book in it. */
import { isRecord } from '../json/fields.ts';
import { userOf } from './peers.ts';
import type { ExportPlace } from './place.ts';

function odd(what: string, byte: number, { file, findings }: ExportPlace): void {
  findings.damage(file, `byte ${byte}`, `${what} is not of the type that it should be`);
}

/** First and last name, as Telegram shows them. */
function nameOf(first: unknown, last: unknown, byte: number, { texts }: ExportPlace): string | undefined {
  const parts = [first, last].filter((part): part is string => typeof part === 'string' && part !== '');
  return parts.length === 0 ? undefined : texts.name(parts.join(' '), byte);
}

const textOf = (value: unknown, byte: number, { texts }: ExportPlace): string | undefined =>
  typeof value === 'string' && value !== '' ? texts.name(value, byte) : undefined;

/** `personal_information`: `{user_id, first_name, last_name, phone_number, username…}`. */
export function takeOwner(value: unknown, byte: number, place: ExportPlace): void {
  if (!isRecord(value)) {
    odd('personal_information', byte, place);
    return;
  }
  const { user_id, first_name, last_name, phone_number, username } = value;
  const id = userOf(user_id);
  if (id === undefined) {
    odd('user_id of personal_information', byte, place);
    return;
  }
  const name = nameOf(first_name, last_name, byte, place);
  place.accounts.setOwner(id, name, textOf(phone_number, byte, place), textOf(username, byte, place));
}

/** One of `contacts`: `{user_id, first_name, last_name, phone_number, date…}`; `user_id` 0 is on no account. */
export function takeContact(value: unknown, byte: number, place: ExportPlace): void {
  if (!isRecord(value)) {
    odd('a contact', byte, place);
    return;
  }
  const { user_id, first_name, last_name, phone_number } = value;
  const id = userOf(user_id);
  if (id !== undefined) {
    const name = nameOf(first_name, last_name, byte, place);
    place.accounts.addContact(id, name, textOf(phone_number, byte, place));
  } else if (user_id !== 0 && user_id !== undefined) odd('user_id of a contact', byte, place);
}

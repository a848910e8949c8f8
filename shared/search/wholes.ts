/** Addresses of the web and bank accounts (IBAN), found in a text to be kept whole beside their words. */
import { foldExact } from './folding.ts';

export interface Whole {
  readonly kind: 'url' | 'iban';
  /** As it is compared: an address without its scheme, `www.` and last slash; an IBAN without spaces. */
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

const URL_SIGN = /:\/\/|www\./i;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>"“”„«»]+/giu;
const CLOSING = /[.,;:!?'’*_~\]}…]+$|\)$/u;

function trimmed(address: string): string {
  for (;;) {
    const tail = CLOSING.exec(address)?.[0];
    // A bracket that the address itself opens belongs to it.
    if (tail === undefined || (tail === ')' && address.includes('('))) return address;
    address = address.slice(0, -tail.length);
  }
}

export const urlForm = (address: string): string =>
  foldExact(address)
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/\/$/, '');

const IBAN_SIGN = /[A-Z]{2}[0-9]{2}/i;
const IBAN = /(?<![\p{L}\p{N}])[A-Z]{2}[0-9]{2}(?:[ \u00a0]?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/giu;

/** ISO 7064 mod 97-10, as ISO 13616 has it. */
function isIban(compact: string): boolean {
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** The IBAN that a text begins with, since words may stand behind it that look like more of it. */
function ibanAt(text: string): { form: string; length: number } | null {
  for (let length = text.length; length >= 15; length--) {
    const next = text[length];
    if (next !== undefined && /[A-Z0-9]/i.test(next) && /[A-Z0-9]/i.test(text[length - 1]!)) continue;
    const form = text
      .slice(0, length)
      .replace(/[ \u00a0]/g, '')
      .toLowerCase();
    if (form.length >= 15 && form.length <= 34 && isIban(form)) {
      return { form, length: text.slice(0, length).trimEnd().length };
    }
  }
  return null;
}

/** In order of where they start. */
export function wholesIn(text: string): Whole[] {
  const found: Whole[] = [];
  if (URL_SIGN.test(text)) {
    for (const { 0: match, index } of text.matchAll(ADDRESS)) {
      const address = trimmed(match);
      const form = urlForm(address);
      if (form !== '') found.push({ kind: 'url', form, start: index, end: index + address.length });
    }
  }
  if (IBAN_SIGN.test(text)) {
    for (const { 0: match, index } of text.matchAll(IBAN)) {
      const iban = ibanAt(match);
      if (iban) found.push({ kind: 'iban', form: iban.form, start: index, end: index + iban.length });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

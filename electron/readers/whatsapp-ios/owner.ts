/** Whose phone it was: ChatStorage.sqlite does not say, the app's settings do. */
import { dictionaryOf, readBinaryPlist } from '../../../shared/encoding/binary-plist.ts';
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';
import { accountJid, phoneOf } from '../whatsapp/jid.ts';

/** The settings that the app shares with its extensions; of WhatsApp Business, `WhatsAppSMB`. */
export const SETTINGS = /(?:^|\/)group\.net\.whatsapp\.WhatsApp(?:SMB)?\.shared\.plist$/;
const LARGEST_SETTINGS = 8 * 2 ** 20;

export interface Owner {
  /** Address, where the settings have one. */
  readonly id: string | undefined;
  /** Names that the owner gave, with where they stand. */
  readonly names: readonly { readonly name: string; readonly from: string }[];
}

/** What the settings say of the owner; undefined when they cannot be read. */
export async function ownerOf(entry: EvidenceEntry): Promise<Owner | undefined> {
  if (entry.bytes > LARGEST_SETTINGS) return undefined;
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of entry.open()) chunks.push(chunk);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return undefined;
  }
  const settings = dictionaryOf(readBinaryPlist(Buffer.concat(chunks)));
  if (!settings) return undefined;
  const file = entry.path.slice(entry.path.lastIndexOf('/') + 1);
  const word = (key: string): string | undefined => {
    const value = settings.get(key);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const given = word('OwnJabberID') ?? word('LastOwnJabberID');
  const full = given === undefined || given.includes('@') ? given : `${given}@s.whatsapp.net`;
  const id = full === undefined ? undefined : accountJid(full);
  const name = word('FullUserName');
  return {
    id: id !== undefined && phoneOf(id) !== undefined ? id : undefined,
    names: name === undefined ? [] : [{ name, from: `${file} FullUserName` }],
  };
}

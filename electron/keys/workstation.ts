/**
 * The workstation's identity: one, in a file of the user's, sealed by a passphrase. Its private keys are in
 * memory while it is unlocked, and nowhere else.
 */
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { IdentityState } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/model/index.ts';
import { replaceFile } from '../cases/replace-file.ts';
import {
  cardOf,
  type Identity,
  type IdentityCard,
  makeIdentity,
  openIdentity,
  readCard,
  wipeIdentity,
} from './identity.ts';
import { HASHING_COST } from './passphrase.ts';

const FILE = 'identity.json';

export class WorkstationIdentity {
  private readonly file: string;
  private readonly cost: { readonly memoryKiB: number; readonly passes: number };
  private opened: Identity | null = null;

  /** @param folder of the user's files of this program. @param cost of hashing a new identity's passphrase. */
  constructor(folder: string, cost: { readonly memoryKiB: number; readonly passes: number } = HASHING_COST) {
    this.file = path.join(folder, FILE);
    this.cost = cost;
  }

  private async bytes(): Promise<Uint8Array | null> {
    try {
      return await readFile(this.file);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw cause;
    }
  }

  /** The public part; null while there is no identity. @throws Refusal `unsupported` when the file is damaged. */
  async card(): Promise<IdentityCard | null> {
    const bytes = await this.bytes();
    return bytes && readCard(bytes, FILE);
  }

  async state(): Promise<IdentityState | null> {
    const card = await this.card();
    return card && { name: card.name, card, unlocked: this.opened !== null };
  }

  /** Makes the identity and unlocks it. @throws Refusal `unsupported` when there is one already. */
  async create(name: string, passphrase: string): Promise<IdentityState> {
    if (await this.bytes()) {
      throw new Refusal('unsupported', FILE, 'this workstation has an identity already');
    }
    const { identity, file } = await makeIdentity(name, passphrase, this.cost);
    await mkdir(path.dirname(this.file), { recursive: true });
    await replaceFile(this.file, file);
    this.opened = identity;
    const card = cardOf(identity);
    return { name: card.name, card, unlocked: true };
  }

  /** @throws Refusal `wrong-passphrase`; `key-missing` when there is no identity; as `openIdentity` does. */
  async unlock(passphrase: string): Promise<IdentityState> {
    const bytes = await this.bytes();
    if (!bytes) throw new Refusal('key-missing', FILE, 'this workstation has no identity yet');
    const identity = await openIdentity(bytes, FILE, passphrase);
    this.lock();
    this.opened = identity;
    const card = cardOf(identity);
    return { name: card.name, card, unlocked: true };
  }

  /** Overwrites the private keys. */
  lock(): void {
    if (this.opened) wipeIdentity(this.opened);
    this.opened = null;
  }

  /** Null while it is locked, or there is none. */
  get unlocked(): Identity | null {
    return this.opened;
  }
}

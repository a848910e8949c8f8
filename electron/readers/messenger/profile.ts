/** Whose export it is, as its profile files say. */
import type { EvidenceTree } from '../../../shared/evidence/index.ts';
import { type Platform, Refusal } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { noteProblem } from '../json/findings.ts';
import { jsonEvents } from '../json/index.ts';
import { repaired } from './repair.ts';

export interface Owner {
  /** Names under which the owner's messages stand, with the file and field they are from. */
  readonly names: ReadonlyMap<string, string>;
  readonly handle?: string;
  /** E.164 with `+`. */
  readonly phone?: string;
}

const FACEBOOK = /(?:^|\/)(?:profile_information|autofill_information)\.json$/i;
const INSTAGRAM = /(?:^|\/)personal_information\.json$/i;

/** Whether a file is one of those that say whose export it is. */
export function isProfile(path: string, platform: Platform): boolean {
  return (platform === 'instagram' ? INSTAGRAM : FACEBOOK).test(path);
}

/** Whether Instagram alone has a file of this path. */
export const isOfInstagram = (path: string): boolean =>
  INSTAGRAM.test(path) || /(?:^|\/)followers_and_following\//.test(path);

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? repaired(value).text.toWellFormed() : undefined;

const phoneOf = (value: unknown): string | undefined => {
  const number = textOf(value)?.replace(/[\s().-]/g, '');
  return number !== undefined && /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
};

class OwnerBuilder {
  readonly names = new Map<string, string>();
  handle: string | undefined;
  phone: string | undefined;

  name(value: unknown, from: string): void {
    const name = textOf(value);
    if (name !== undefined && !this.names.has(name)) this.names.set(name, from);
  }

  /** `profile_information.json`: `profile_v2`, of older exports `profile`, with its `name.full_name`. */
  facebookProfile(root: Fields, file: string): void {
    for (const key of ['profile_v2', 'profile']) {
      const profile = fieldsOf(root[key]);
      this.name(fieldsOf(profile.name).full_name, `${file} ${key}.name.full_name`);
      this.handle ??= textOf(profile.username);
    }
  }

  /** `autofill_information.json`: `autofill_information_v2.FULL_NAME`, a list. */
  facebookAutofill(root: Fields, file: string): void {
    for (const [key, value] of Object.entries(root)) {
      const names = fieldsOf(value).FULL_NAME;
      if (Array.isArray(names)) this.name(names[0], `${file} ${key}.FULL_NAME`);
    }
  }

  /** `personal_information.json`: `profile_user[0].string_map_data`, by labels in the owner's language. */
  instagramProfile(root: Fields, file: string): void {
    const users = root.profile_user;
    const values = fieldsOf(fieldsOf(Array.isArray(users) ? users[0] : undefined).string_map_data);
    const fieldAt = (label: string): unknown => fieldsOf(values[label]).value;
    if (textOf(fieldAt('Name')) === undefined && textOf(fieldAt('Username')) === undefined) {
      // Labels that are not English: a sender whose name is one of these values is the owner.
      for (const label of Object.keys(values)) {
        this.name(fieldAt(label), `${file} ${repaired(label).text.toWellFormed()}`);
      }
      return;
    }
    this.name(fieldAt('Name'), `${file} Name`);
    this.name(fieldAt('Username'), `${file} Username`);
    this.handle ??= textOf(fieldAt('Username'));
    this.phone ??= phoneOf(fieldAt('Phone Number'));
  }
}

/** What the profile files of an export say; undefined where nobody is named. */
export async function ownerOf(
  tree: EvidenceTree,
  paths: readonly string[],
  findings: Findings,
): Promise<Owner | undefined> {
  const owner = new OwnerBuilder();
  for (const path of paths) {
    const entry = tree.entries.find((one) => one.path === path);
    if (!entry) continue;
    try {
      for await (const events of jsonEvents(entry.open(), {})) {
        for (const event of events) {
          if (event.is === 'problem' || event.is === 'refused') noteProblem(findings, path, event);
          if (event.is !== 'root') continue;
          const root = fieldsOf(event.value);
          if (INSTAGRAM.test(path)) owner.instagramProfile(root, path);
          else if (/profile_information\.json$/i.test(path)) owner.facebookProfile(root, path);
          else owner.facebookAutofill(root, path);
        }
      }
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      findings.damage(path, undefined, `it cannot be read: ${cause.reason}`);
    }
  }
  const { names, handle, phone } = owner;
  if (names.size === 0) return undefined;
  return {
    names,
    ...(handle === undefined ? {} : { handle }),
    ...(phone === undefined ? {} : { phone }),
  };
}

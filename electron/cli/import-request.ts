/** The import's command line, checked. */
import { parseArgs } from 'node:util';
import type { ReadOptions } from '../../shared/evidence/index.ts';
import { type DateOrder, exhibitSlug } from '../../shared/model/index.ts';
import { distinct, evidenceName } from '../intake/names.ts';
import type { KeySource } from '../intake/protocol.ts';
import { timeZoneOf, UsageError } from './usage.ts';

export interface ImportRequest {
  readonly out: string;
  readonly exhibits: readonly { readonly reference: string; readonly paths: readonly string[] }[];
  readonly key?: KeySource;
  /** Paths of the documents under which it is read; absent where there is no warrant. */
  readonly warrant?: WarrantOptions;
  /** Without a warrant: on what the evidence is read. */
  readonly basis?: string;
  readonly options: ReadOptions;
  readonly media: boolean;
  readonly json: boolean;
}

export interface WarrantOptions {
  readonly warrant: string;
  readonly trust: string;
  readonly amendments: readonly string[];
  readonly revocations: readonly string[];
  readonly releases: readonly string[];
  readonly identity?: string;
  readonly passphraseFile?: string;
}

const DATE_ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const LONGEST_REFERENCE = 200;
const LONGEST_BASIS = 1000;

function dateOrderOf(given: string): DateOrder {
  const order = DATE_ORDERS.find((known) => known === given);
  if (!order) throw new UsageError(`--date-order ${given}: it is dmy, mdy or ymd`);
  return order;
}

/** @throws UsageError where there is a warrant, which is the basis then. */
function basisOf(given: string, warrant: WarrantOptions | undefined): string {
  if (warrant) throw new UsageError('--basis does not go with --warrant: the warrant is what it is read on');
  const basis = given.trim();
  if (basis === '') throw new UsageError('--basis: it is empty');
  if (basis.length > LONGEST_BASIS) {
    throw new UsageError(`--basis: it is longer than ${LONGEST_BASIS} characters`);
  }
  return basis;
}

function referenceOf(given: string): string {
  const reference = given.trim();
  if (reference === '') throw new UsageError('--exhibit: the reference is empty');
  if (reference.length > LONGEST_REFERENCE) {
    throw new UsageError(`--exhibit: the reference is longer than ${LONGEST_REFERENCE} characters`);
  }
  return reference;
}

type Exhibits = ImportRequest['exhibits'];
type Token = { readonly kind: string; readonly name?: string; readonly value?: string | undefined };

/**
 * Without a reference each piece of evidence is an exhibit; with one, all of it is of that one; of
 * several, each names the exhibit of the evidence that follows it.
 */
function exhibitsOf(
  given: readonly string[],
  evidence: readonly string[],
  tokens: readonly Token[],
): Exhibits {
  const [only] = given;
  if (only === undefined) {
    // Message ids hold the slug of the reference, so that is what has to differ.
    return distinct(evidence.map(evidenceName), exhibitSlug).map((reference, index) => ({
      reference,
      paths: [evidence[index]!],
    }));
  }
  if (given.length === 1) return [{ reference: referenceOf(only), paths: evidence }];
  const exhibits = new Map<string, { reference: string; paths: string[] }>();
  let current: { reference: string; paths: string[] } | undefined;
  for (const { kind, name, value } of tokens) {
    if (kind === 'option' && name === 'exhibit') {
      const reference = referenceOf(value!);
      if (exhibits.has(exhibitSlug(reference))) {
        throw new UsageError(`--exhibit ${reference}: there is another exhibit of this reference`);
      }
      current = { reference, paths: [] };
      exhibits.set(exhibitSlug(reference), current);
    } else if (kind === 'positional') {
      if (!current) throw new UsageError(`${value}: of several exhibits each is named before its evidence`);
      current.paths.push(value!);
    }
  }
  for (const { reference, paths } of exhibits.values()) {
    if (paths.length === 0) throw new UsageError(`--exhibit ${reference}: no evidence follows it`);
  }
  return [...exhibits.values()];
}

interface WarrantValues {
  readonly warrant?: string | undefined;
  readonly trust?: string | undefined;
  readonly amendment?: string[] | undefined;
  readonly revocation?: string[] | undefined;
  readonly release?: string[] | undefined;
  readonly identity?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
}

function warrantOptions(values: WarrantValues): WarrantOptions | undefined {
  const { warrant, trust, amendment = [], revocation = [], release = [], identity } = values;
  const passphraseFile = values['passphrase-file'];
  if (warrant === undefined) {
    const alone = ['trust', 'amendment', 'revocation', 'release', 'identity', 'passphrase-file'] as const;
    const given = alone.find((option) => values[option] !== undefined);
    if (given !== undefined) throw new UsageError(`--${given} goes with --warrant FILE`);
    return undefined;
  }
  if (trust === undefined) throw new UsageError('--warrant needs --trust FILE, which says who may sign it');
  return {
    warrant,
    trust,
    amendments: amendment,
    revocations: revocation,
    releases: release,
    ...(identity === undefined ? {} : { identity }),
    ...(passphraseFile === undefined ? {} : { passphraseFile }),
  };
}

/** @throws UsageError, or what node:util's parseArgs throws. */
export function importRequest(argv: string[]): ImportRequest {
  const { values, positionals, tokens } = parseArgs({
    args: argv,
    allowPositionals: true,
    tokens: true,
    options: {
      out: { type: 'string' },
      key: { type: 'string' },
      exhibit: { type: 'string', multiple: true },
      timezone: { type: 'string' },
      'date-order': { type: 'string' },
      media: { type: 'boolean' },
      basis: { type: 'string' },
      warrant: { type: 'string' },
      trust: { type: 'string' },
      amendment: { type: 'string', multiple: true },
      revocation: { type: 'string', multiple: true },
      release: { type: 'string', multiple: true },
      identity: { type: 'string' },
      'passphrase-file': { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  if (positionals.length === 0) throw new UsageError('import: EVIDENCE is needed');
  if (!values.out) throw new UsageError('import: --out DIR is needed');
  const key = values.key;
  const warrant = warrantOptions(values);
  if (warrant && key !== undefined) {
    throw new UsageError('--key does not go with --warrant: under a warrant a key comes with a release');
  }
  return {
    out: values.out,
    exhibits: exhibitsOf(values.exhibit ?? [], positionals, tokens),
    ...(key === undefined ? {} : { key: /^[0-9a-f]{64}$/i.test(key) ? { hex: key } : { file: key } }),
    ...(warrant ? { warrant } : {}),
    ...(values.basis === undefined ? {} : { basis: basisOf(values.basis, warrant) }),
    options: {
      ...(values.timezone === undefined ? {} : { timeZone: timeZoneOf(values.timezone) }),
      ...(values['date-order'] === undefined ? {} : { dateOrder: dateOrderOf(values['date-order']) }),
    },
    media: values.media ?? false,
    json: values.json ?? false,
  };
}

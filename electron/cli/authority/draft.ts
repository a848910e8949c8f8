/** `threadline authority warrant`, `amendment` and `revocation`: drafting what will be signed. */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { MESSAGE_KINDS, type MessageKind, PLATFORMS, type Platform } from '../../../shared/model/index.ts';
import {
  type ListedAccount,
  PRIVILEGES,
  type Privilege,
  type ScopeClause,
  type SignedDocument,
} from '../../../shared/warrant/documents.ts';
import { encodeEnvelope } from '../../keys/envelope.ts';
import { envelopeOfDraft, sign } from '../../warrant/authority.ts';
import { documentFile } from '../../warrant/document-file.ts';
import { digestOfFile } from '../../warrant/documents.ts';
import { type Command, STATUS } from '../status.ts';
import { printable, say } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { cardOfFile, identityOf, needed, writeNew } from './files.ts';

const SCOPE_OPTIONS = {
  account: { type: 'string', multiple: true },
  counterpart: { type: 'boolean' },
  'whole-groups': { type: 'boolean' },
  chat: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  'keep-uncertain': { type: 'boolean' },
  kind: { type: 'string', multiple: true },
  platform: { type: 'string', multiple: true },
} as const;

const COMMON_OPTIONS = {
  id: { type: 'string' },
  issuer: { type: 'string' },
  issued: { type: 'string' },
  identity: { type: 'string' },
  'passphrase-file': { type: 'string' },
  out: { type: 'string' },
} as const;

/** `+447700900123`, `id:…` or `name:…`. */
function accountOf(option: string, given: string): ListedAccount {
  if (/^\+\d/.test(given)) return { phone: `+${given.replace(/\D/g, '')}` };
  const [, field, value] = /^(id|name):(.+)$/s.exec(given) ?? [];
  if (field === undefined) throw new UsageError(`${option} ${given}: it is +NUMBER, id:ID or name:NAME`);
  return { [field]: value };
}

function oneOf<T extends string>(option: string, given: string, known: readonly T[]): T {
  if (!known.includes(given as T))
    throw new UsageError(`${option} ${given}: it is one of ${known.join(', ')}`);
  return given as T;
}

interface ScopeValues {
  readonly account?: string[] | undefined;
  readonly counterpart?: boolean | undefined;
  readonly 'whole-groups'?: boolean | undefined;
  readonly chat?: string[] | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly 'keep-uncertain'?: boolean | undefined;
  readonly kind?: string[] | undefined;
  readonly platform?: string[] | undefined;
}

function clauseOf(values: ScopeValues): ScopeClause {
  const { account, chat, from, to, kind, platform } = values;
  return {
    accounts: account ? account.map((one) => accountOf('--account', one)) : 'any',
    context: {
      counterpart: values.counterpart ?? false,
      wholeGroups: values['whole-groups'] ?? false,
    },
    ...(chat ? { chats: chat } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    uncertainTimes: values['keep-uncertain'] ? 'keep' : 'leave-out',
    ...(kind ? { kinds: kind.map((one): MessageKind => oneOf('--kind', one, MESSAGE_KINDS)) } : {}),
    ...(platform ? { platforms: platform.map((one): Platform => oneOf('--platform', one, PLATFORMS)) } : {}),
  };
}

/** `REF` or `REF=SHA256[,SHA256…]`. */
function exhibitOf(given: string): { reference: string; sha256?: string[] } {
  const [, reference, hashes] = /^(.*?)(?:=([0-9a-f]{64}(?:,[0-9a-f]{64})*))?$/s.exec(given)!;
  return { reference: reference!, ...(hashes === undefined ? {} : { sha256: hashes.split(',') }) };
}

/** `legal:+447700900123` */
function privilegedOf(given: string): { account: ListedAccount; privilege: Privilege } {
  const colon = given.indexOf(':');
  return {
    privilege: oneOf('--privileged', given.slice(0, colon), PRIVILEGES),
    account: accountOf('--privileged', given.slice(colon + 1)),
  };
}

interface CommonValues {
  readonly identity?: string | undefined;
  readonly 'passphrase-file'?: string | undefined;
  readonly out?: string | undefined;
}

/** Checks a draft, signs it where an identity is given, and writes it. */
async function finish(document: unknown, values: CommonValues): Promise<number> {
  const draft = { name: 'draft', bytes: Buffer.from(JSON.stringify(document)) };
  const envelope = envelopeOfDraft(draft);
  const out = needed(values.out, '--out FILE');
  const signer = values.identity && (await identityOf(values.identity, values['passphrase-file']));
  const unsigned = { name: 'draft', bytes: encodeEnvelope(envelope) };
  await writeNew(out, signer ? sign(unsigned, signer) : unsigned.bytes);
  const { kind, id } = document as SignedDocument;
  say(
    `${kind} ${printable(id)}: ${signer ? `signed by ${printable(signer.name)}` : 'not signed yet'}, in ${printable(out)}`,
  );
  return STATUS.done;
}

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

export const warrantCommand: Command = async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...COMMON_OPTIONS,
      ...SCOPE_OPTIONS,
      case: { type: 'string' },
      'not-before': { type: 'string' },
      expiry: { type: 'string' },
      exhibit: { type: 'string', multiple: true },
      purpose: { type: 'string', multiple: true },
      privileged: { type: 'string', multiple: true },
      'privileged-word': { type: 'string', multiple: true },
      'filter-key': { type: 'string' },
      'review-days': { type: 'string' },
    },
  });
  const issued = values.issued ?? now();
  const filterKey = values['filter-key'] && (await cardOfFile(values['filter-key'])).box;
  return finish(
    {
      version: 1,
      kind: 'warrant',
      id: needed(values.id, '--id ID'),
      issuer: needed(values.issuer, '--issuer NAME'),
      caseReference: needed(values.case, '--case REF'),
      issued,
      notBefore: values['not-before'] ?? issued,
      expiry: needed(values.expiry, '--expiry TIME'),
      exhibits: needed(values.exhibit, '--exhibit REF[=SHA256]').map(exhibitOf),
      scope: clauseOf(values),
      purposes: needed(values.purpose, '--purpose TEXT'),
      privileged: {
        accounts: (values.privileged ?? []).map(privilegedOf),
        words: values['privileged-word'] ?? [],
        ...(filterKey ? { filterKey } : {}),
      },
      retention: { reviewDays: Number(values['review-days'] ?? 0) },
    },
    values,
  );
};

export const amendmentCommand: Command = async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      ...COMMON_OPTIONS,
      ...SCOPE_OPTIONS,
      warrant: { type: 'string' },
      expiry: { type: 'string' },
      exhibit: { type: 'string', multiple: true },
      scope: { type: 'boolean' },
    },
  });
  const warrant = digestOfFile(await documentFile(needed(values.warrant, '--warrant FILE')), 'warrant');
  const { expiry, exhibit } = values;
  return finish(
    {
      version: 1,
      kind: 'amendment',
      id: needed(values.id, '--id ID'),
      issuer: needed(values.issuer, '--issuer NAME'),
      issued: values.issued ?? now(),
      warrant,
      ...(values.scope ? { scope: clauseOf(values) } : {}),
      ...(expiry === undefined ? {} : { expiry }),
      ...(exhibit === undefined ? {} : { exhibits: exhibit.map(exhibitOf) }),
    },
    values,
  );
};

export const revocationCommand: Command = async (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: { ...COMMON_OPTIONS, document: { type: 'string' }, reason: { type: 'string' } },
  });
  return finish(
    {
      version: 1,
      kind: 'revocation',
      id: values.id ?? randomUUID(),
      issuer: needed(values.issuer, '--issuer NAME'),
      issued: values.issued ?? now(),
      document: digestOfFile(await documentFile(needed(values.document, '--document FILE'))),
      reason: needed(values.reason, '--reason TEXT'),
    },
    values,
  );
};

/** What a document covers, in plain words: for the window, the command line and reports. */
import { assertNever } from '../model/index.ts';
import type { ListedAccount, Privilege, Release, ScopeClause, SignedDocument, Warrant } from './documents.ts';

/** A fact about a document: what it is called, and one or more lines of it. */
export interface Fact {
  readonly term: string;
  readonly lines: readonly string[];
}

export function accountText({ platform, phone, id, name }: ListedAccount): string {
  const parts = [
    phone,
    id === undefined ? undefined : `id ${id}`,
    name === undefined ? undefined : `“${name}”`,
  ];
  const text = parts.filter((part) => part !== undefined).join(', ');
  return platform === undefined ? text : `${text} on ${platform}`;
}

export const PRIVILEGE_WORDS: Readonly<Record<Privilege | 'words', string>> = {
  legal: 'legal professional privilege',
  medical: 'medical confidence',
  journalistic: 'journalistic material',
  parliamentary: 'a Member of Parliament',
  spiritual: 'spiritual counselling',
  other: 'privileged',
  words: 'a word listed for review',
};

/** What a clause covers, one line a condition. */
export function clauseLines(clause: ScopeClause): string[] {
  const { accounts, context, chats, from, to, uncertainTimes, kinds, platforms } = clause;
  const lines: string[] = [];
  if (accounts === 'any') lines.push('Messages of any account');
  else {
    lines.push(`Messages written by ${accounts.map(accountText).join('; ')}`);
    lines.push(
      context.counterpart
        ? 'With what the other side wrote in their direct conversations'
        : 'Without what others wrote to them',
    );
    lines.push(
      context.wholeGroups
        ? 'With all of the groups they belong to'
        : 'Without what others wrote in their groups',
    );
  }
  if (chats) lines.push(`Only in ${chats.length === 1 ? 'the chat' : 'the chats'} ${chats.join('; ')}`);
  if (from !== undefined && to !== undefined) lines.push(`From ${from} until ${to}`);
  else if (from !== undefined) lines.push(`From ${from} on`);
  else if (to !== undefined) lines.push(`Until ${to}`);
  if (from !== undefined || to !== undefined) {
    lines.push(
      uncertainTimes === 'keep'
        ? 'A message whose time may lie outside, or is not known, is kept'
        : 'A message whose time may lie outside, or is not known, is left out',
    );
  }
  if (kinds) lines.push(`Only of kind ${kinds.join(', ')}`);
  if (platforms) lines.push(`Only from ${platforms.join(', ')}`);
  return lines;
}

const exhibitLines = (exhibits: Warrant['exhibits']): string[] =>
  exhibits.map(({ reference, sha256 }) =>
    sha256 === undefined ? `${reference}, its files not stated` : `${reference}: ${sha256.join(', ')}`,
  );

function privilegedLines({ accounts, words, filterKey }: Warrant['privileged']): string[] {
  const lines = accounts.map(
    ({ account, privilege }) => `${accountText(account)}: ${PRIVILEGE_WORDS[privilege]}`,
  );
  if (words.length > 0) lines.push(`Messages with: ${words.join(', ')}`);
  if (lines.length === 0) return ['None is listed'];
  return [...lines, `Sealed to the filter key ${filterKey}`];
}

/** A document as it is told of: the sealed key of a release is not. */
export type ReadableDocument = Exclude<SignedDocument, Release> | Omit<Release, 'sealed'>;

/** The facts of a document, in the order in which people ask for them. */
export function documentFacts(document: ReadableDocument): Fact[] {
  const fact = (term: string, ...lines: string[]): Fact => ({ term, lines });
  const head = [fact('Issued', `${document.issued} by ${document.issuer}`)];
  switch (document.kind) {
    case 'warrant':
      return [
        fact('Warrant', document.id),
        ...head,
        fact('Case', document.caseReference),
        fact('In force', `from ${document.notBefore} until ${document.expiry}`),
        fact('After that', `may be reviewed for ${document.retention.reviewDays} days`),
        fact('Purposes', ...document.purposes),
        fact('Exhibits', ...exhibitLines(document.exhibits)),
        fact('Covers', ...clauseLines(document.scope)),
        fact('Privileged', ...privilegedLines(document.privileged)),
      ];
    case 'amendment':
      return [
        fact('Amendment', document.id),
        ...head,
        fact('Of the warrant', document.warrant),
        ...(document.expiry === undefined ? [] : [fact('In force', `until ${document.expiry}`)]),
        ...(document.exhibits === undefined
          ? []
          : [fact('Adds exhibits', ...exhibitLines(document.exhibits))]),
        ...(document.scope === undefined ? [] : [fact('Also covers', ...clauseLines(document.scope))]),
      ];
    case 'revocation':
      return [
        fact('Revocation', document.id),
        ...head,
        fact('Of the document', document.document),
        fact('Reason', document.reason),
      ];
    case 'release':
      return [
        fact('Release', document.id),
        ...head,
        fact('Under the warrant', document.warrant),
        fact('Exhibit', `${document.exhibit.reference}: ${document.exhibit.sha256}`),
        fact(
          'Key',
          document.share === undefined
            ? document.keyKind
            : `${document.keyKind}, one of the shares of which ${document.share.threshold} make it up`,
        ),
        fact('Recipient', document.recipient),
      ];
    default:
      return assertNever(document, 'document');
  }
}

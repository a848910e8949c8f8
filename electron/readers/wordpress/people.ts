/** Those who write on a site: its users, and visitors who leave a comment. */
import type { Account, SeenName } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { type Fields, said } from './fields.ts';

/** Accounts that are described; of those beyond, the list has the ids alone. */
const MOST = 100_000;
/** Names that are kept of one account. */
const MOST_NAMES = 20;

type Described = { -readonly [Field in keyof Omit<Account, 'exhibit'>]: Omit<Account, 'exhibit'>[Field] } & {
  names: SeenName[];
};

const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+$/.test(text);

export class People {
  private readonly file: string;
  private readonly findings: Findings;
  /** The site's address without its scheme: users are users of this site only. */
  site = '';
  private readonly accounts = new Map<string, Described>();
  /** Logins by the numbers of users. */
  private readonly logins = new Map<string, string>();
  /** Ids of those who wrote. */
  private readonly writers = new Set<string>();

  constructor(file: string, findings: Findings) {
    this.file = file;
    this.findings = findings;
  }

  private userId(login: string): string {
    return `${this.site} user ${login}`;
  }

  /** Takes one of the site's users, as `wp:author` lists them. */
  addUser(author: Fields): void {
    const login = said(author, 'wp:author_login');
    if (login === undefined) return;
    const number = said(author, 'wp:author_id');
    if (number !== undefined && this.logins.size < MOST) this.logins.set(number, login);
    const account = this.describe(this.userId(login));
    if (!account) return;
    const email = said(author, 'wp:author_email');
    account.handle = email ?? login;
    const names: [string | undefined, string][] = [
      [said(author, 'wp:author_display_name'), 'wp:author_display_name'],
      [
        [said(author, 'wp:author_first_name'), said(author, 'wp:author_last_name')].filter(Boolean).join(' '),
        'wp:author_first_name, wp:author_last_name',
      ],
      [login, 'wp:author_login'],
      [email, 'wp:author_email'],
    ];
    for (const [name, from] of names) this.addName(account, name, from);
  }

  /** The account of a post's author, or undefined where none is named. */
  authorOf(item: Fields): string | undefined {
    const login = said(item, 'dc:creator');
    if (login === undefined) return undefined;
    const id = this.userId(login);
    this.wrote(id);
    const account = this.describe(id);
    if (account && account.handle === undefined) {
      account.handle = login;
      this.addName(account, login, 'dc:creator');
    }
    return id;
  }

  /**
   * The account of a comment's author: the site's user where it says so, else what the visitor typed, the
   * address first.
   */
  commenterOf(comment: Fields): string | undefined {
    const email = said(comment, 'wp:comment_author_email');
    const name = said(comment, 'wp:comment_author');
    const id = this.commenterId(comment, email, name);
    if (id === undefined) return undefined;
    this.wrote(id);
    const account = this.describe(id);
    if (account) {
      if (account.handle === undefined && email !== undefined) account.handle = email;
      this.addName(account, name, 'wp:comment_author');
      this.addName(account, email, 'wp:comment_author_email');
    }
    return id;
  }

  private commenterId(
    comment: Fields,
    email: string | undefined,
    name: string | undefined,
  ): string | undefined {
    const number = said(comment, 'wp:comment_user_id');
    if (number !== undefined && number !== '0') {
      const login = this.logins.get(number);
      return login === undefined ? `${this.site} user-id ${number}` : this.userId(login);
    }
    if (email !== undefined && isEmail(email)) return email.toLowerCase();
    const typed = name ?? email ?? said(comment, 'wp:comment_author_url');
    return typed === undefined ? undefined : `${this.site} visitor ${typed}`;
  }

  private wrote(id: string): void {
    if (this.writers.size < MOST) this.writers.add(id);
  }

  private describe(id: string): Described | undefined {
    let account = this.accounts.get(id);
    if (account) return account;
    if (this.accounts.size >= MOST) {
      this.findings.warn(
        `the site has more than ${MOST.toLocaleString('en-GB')} people; accounts beyond have an id alone`,
      );
      return undefined;
    }
    account = { id, platform: 'wordpress', names: [] };
    this.accounts.set(id, account);
    return account;
  }

  private addName({ names }: Described, name: string | undefined, from: string): void {
    if (name === undefined || name === '' || names.length >= MOST_NAMES) return;
    if (names.some((seen) => seen.name === name)) return;
    names.push({ name, from: `${this.file} ${from}` });
  }

  /** Ids of those who wrote, by code unit. */
  members(): string[] {
    return [...this.writers].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }

  list(): Omit<Account, 'exhibit'>[] {
    return [...this.accounts.values()];
  }
}

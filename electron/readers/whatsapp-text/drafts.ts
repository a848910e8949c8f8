/** Model messages of one export: of what a person sent, and of WhatsApp's own lines about the chat. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Source, SystemEvent, TimeBasis, TimePrecision } from '../../../shared/model/index.ts';
import { type Accounts, phoneOf } from './accounts.ts';
import { type Body, type BodyContext, isMarked, PLAIN } from './body/body.ts';
import { fixedPhrase } from './body/fixed.ts';
import type { SystemLine } from './body/system.ts';
import { cleanName, type Sender } from './names.ts';
import type { Plan } from './plan.ts';

/** Where and when: what a header says, apart from the sender. */
export interface HeaderFacts {
  line: number;
  byte: number;
  sentAt: string | undefined;
  isAmbiguous: boolean;
  /** Date and time as they stand, where they give no time. */
  when: string | undefined;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** WhatsApp puts the name of somebody mentioned between two isolates. */
const MENTION = /@\u2068([^\u2068\u2069\n]{1,200})\u2069/g;

/** Between names in a list: commas, and "and" in languages of the phrases. */
const SEPARATORS = /, (?:and |y |e |et |und |en |и |dan )?|、|، | (?:and|und|y|e|et|en|ve|и|dan|i|og|och) /u;

export interface DraftsOptions {
  readonly path: string;
  readonly plan: Plan;
  readonly accounts: Accounts;
  readonly body: BodyContext;
  readonly timeBasis: TimeBasis;
  readonly timePrecision: TimePrecision;
}

export class Drafts {
  private readonly path: string;
  private readonly chat: string;
  private readonly plan: Plan;
  private readonly accounts: Accounts;
  private readonly body: BodyContext;
  private readonly timeBasis: TimeBasis;
  private readonly timePrecision: TimePrecision;
  private readonly owner: string | undefined;
  /** Files that messages name and the evidence does not have. */
  missingFiles = 0;

  constructor({ path, plan, accounts, body, timeBasis, timePrecision }: DraftsOptions) {
    this.path = path;
    this.chat = plan.chatId;
    this.plan = plan;
    this.accounts = accounts;
    this.body = body;
    this.timeBasis = timeBasis;
    this.timePrecision = timePrecision;
    this.owner = accounts.ownerId;
  }

  private accountOf(sender: Sender): string {
    if (sender.account === '') sender.account = this.accounts.of(sender.name, true);
    return sender.account;
  }

  private source({ line, byte, when }: HeaderFacts): Source {
    if (when === undefined) return { file: this.path, line, byte };
    return { file: this.path, line, byte, raw: { 'date and time': when } };
  }

  private time({ sentAt, isAmbiguous }: HeaderFacts): Partial<DraftMessage> {
    if (sentAt === undefined) return {};
    const { timeBasis, timePrecision } = this;
    return { sentAt, timeBasis, timePrecision, ...(isAmbiguous ? { timeAmbiguous: true as const } : {}) };
  }

  /** A text that somebody sent. */
  text(facts: HeaderFacts, sender: Sender, text: string): DraftMessage {
    const account = this.accountOf(sender);
    const { sentAt } = facts;
    // Most messages of most files; written out, since it is made so often.
    if (sentAt !== undefined && this.owner === undefined && !facts.isAmbiguous) {
      return {
        chat: this.chat,
        sender: account,
        sentAt,
        timeBasis: this.timeBasis,
        timePrecision: this.timePrecision,
        kind: 'text',
        text,
        source: this.source(facts),
      };
    }
    return {
      chat: this.chat,
      sender: account,
      ...(this.owner === undefined ? {} : { direction: account === this.owner ? 'out' : 'in' }),
      ...this.time(facts),
      kind: 'text',
      text,
      source: this.source(facts),
    };
  }

  /** The message with the accounts that its text mentions. */
  withMentions(message: DraftMessage): DraftMessage {
    const { text } = message;
    if (!text?.includes('@\u2068')) return message;
    const mentions = new Set<string>();
    for (const [, name] of text.matchAll(MENTION)) {
      const clean = cleanName(name!);
      if (clean !== '') mentions.add(this.accounts.of(clean, false));
    }
    return mentions.size === 0 ? message : { ...message, mentions: [...mentions] };
  }

  /** Something that somebody sent, as `readBody` read its text. */
  sent(facts: HeaderFacts, sender: Sender, text: string, body: Body): DraftMessage {
    const message: Mutable<DraftMessage> = this.text(facts, sender, text);
    if (body === PLAIN) return message;
    const { kind, attachment, path, location, call, poll } = body;
    message.kind = kind;
    if (body.isEdited) message.edited = {};
    if (body.isTakenBack) message.deleted = { by: this.accountOf(sender) };
    if (attachment) message.attachments = [attachment];
    if (path !== undefined) message.attachmentPaths = [path];
    if (location) message.location = location;
    if (call) message.call = call;
    if (poll) message.poll = poll;
    if (attachment?.name !== undefined && path === undefined && !body.isOmitted) this.missingFiles++;
    return message;
  }

  /** A line of WhatsApp's about the chat, or a missed call that is nobody's message. */
  aboutChat(facts: HeaderFacts, text: string, line: SystemLine | undefined): DraftMessage {
    const source = this.source(facts);
    const common = { chat: this.chat, ...this.time(facts) };
    const phrase = line ? undefined : fixedPhrase(text)?.phrase;
    if (phrase?.is === 'missed-call' && (isMarked(text) || !this.body.marksOwn)) {
      return { ...common, kind: 'call', text, call: { video: phrase.video, outcome: 'missed' }, source };
    }
    return {
      ...common,
      ...(line?.actor === undefined ? {} : { sender: this.accounts.of(line.actor, false) }),
      direction: 'system',
      kind: 'system',
      text,
      system: line ? this.eventOf(line) : { action: 'unknown' },
      source,
    };
  }

  private eventOf({ action, accounts, value }: SystemLine): SystemEvent {
    const ids = this.namesIn(accounts).map((name) => this.accounts.of(name, action === 'member-added'));
    return {
      action,
      ...(ids.length === 0 ? {} : { accounts: ids }),
      ...(value === undefined ? {} : { value }),
    };
  }

  /** One name, or several where each is known to be one; none otherwise: a name can hold an "and". */
  private namesIn(list: string | undefined): string[] {
    if (list === undefined) return [];
    const names = list.split(SEPARATORS).map((name) => name.trim());
    if (names.length === 1) return names;
    const { writers } = this.plan;
    return names.every((name) => writers.has(name) || phoneOf(name) !== undefined) ? names : [];
  }
}

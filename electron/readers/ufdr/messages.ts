/** The messages of one platform in the order in which the report has them. */
import type { DraftMessage, SkippedRow } from '../../../shared/evidence/index.ts';
import type { Platform } from '../../../shared/model/index.ts';
import type { Findings } from '../findings.ts';
import { IdTable } from '../id-table.ts';
import type { Chats } from './chats.ts';
import { type Drafts, keyOf } from './drafts.ts';
import type { ReportFiles } from './files.ts';
import { type Model, modelOf, modelsOf, nameIn, said } from './model.ts';
import type { People } from './people.ts';
import { platformOf } from './platforms.ts';
import { recordDraft, sidesOf } from './records.ts';
import type { ReportSink } from './report.ts';
import type { ReportSurvey } from './survey.ts';

/** Messages of one chat that those answering them find; 60 MB at most. */
const KNOWN_OF_CHAT = 1_000_000;
/** Messages of chats that are known again outside of them. */
const KNOWN_IDS = 2_000_000;
/** People of a chat that wait for the first message to say which application it is. */
const WAITING_PARTIES = 10_000;

export const REPEATED = 'repeats a message of a chat';

export interface MessagesOptions {
  readonly file: string;
  readonly platform: Platform;
  readonly survey: ReportSurvey;
  readonly people: People;
  readonly chats: Chats;
  readonly files: ReportFiles;
  readonly drafts: Drafts;
  readonly findings: Findings;
}

/** The chat that is being read. */
interface OpenChat {
  readonly model: Model;
  /** Its own application; its messages name theirs where it has none. */
  readonly application: string | undefined;
  /** Its id, once it is known to be of this platform. */
  id: string | undefined;
  readonly waiting: Model[];
  hadMessages: boolean;
}

const applicationOf = (model: Model): string | undefined =>
  nameIn(model, 'SourceApplication') || nameIn(model, 'Source') || undefined;

export class Messages implements ReportSink {
  private readonly options: MessagesOptions;
  private messages: DraftMessage[] = [];
  private skipped: SkippedRow[] = [];
  /** UTF-16 units of the texts that wait. */
  private units = 0;
  /** Ordinal of the message that was made last. */
  private ordinal = 0;
  private open: OpenChat | undefined;
  /** Ordinals of the chat's messages, by the platform's ids and by Cellebrite's. */
  private known = new IdTable();
  /** Cellebrite's ids of the messages of chats, where messages stand outside of them, too. */
  private readonly ofChats = new IdTable();

  constructor(options: MessagesOptions) {
    this.options = options;
  }

  take(): { messages: DraftMessage[]; skipped: SkippedRow[] } {
    const { messages, skipped } = this;
    this.messages = [];
    this.skipped = [];
    this.units = 0;
    return { messages, skipped };
  }

  isFull(messages: number, units: number): boolean {
    return this.messages.length + this.skipped.length >= messages || this.units >= units;
  }

  file(id: string, localPath: string): void {
    this.options.files.add(id, localPath);
  }

  /** Each application is of one source; what names none, or one that the survey missed, is of one, too. */
  private isOurs(application: string | undefined): boolean {
    const { platform, survey, findings } = this.options;
    const of = application === undefined ? undefined : platformOf(application);
    if (of !== undefined && survey.platforms.includes(of)) return of === platform;
    if (survey.unnamed !== platform) return false;
    if (of !== platform && !(of === undefined && platform === 'other')) {
      const named = application === undefined ? 'that name no application' : `of “${application}”`;
      findings.warn(
        `messages ${named} are read with those of ${platform}: no part of the report is of theirs`,
      );
    }
    return true;
  }

  private chatOf(model: Model): OpenChat {
    if (this.open?.model !== model) {
      this.open = {
        model,
        application: applicationOf(model),
        id: undefined,
        waiting: [],
        hadMessages: false,
      };
      if (this.known.size > 0) this.known = new IdTable();
    }
    return this.open;
  }

  private begin(chat: OpenChat, application: string | undefined): string {
    const { chats } = this.options;
    if (chat.id !== undefined) return chat.id;
    const id = chats.idOf(chat.model, application ?? 'chat');
    chat.id = id;
    chats.describe(id, chat.model, undefined);
    for (const party of chat.waiting) this.addParty(party, id, application);
    chat.waiting.length = 0;
    return id;
  }

  private addParty(party: Model, chat: string, application: string | undefined): void {
    const { people, chats } = this.options;
    chats.addMember(chat, people.party(party, application ?? 'chat').account);
  }

  wantsMessages(model: Model): boolean {
    const { application } = this.chatOf(model);
    return application === undefined || this.isOurs(application);
  }

  participant(party: Model, model: Model): void {
    const chat = this.chatOf(model);
    if (chat.id !== undefined) this.addParty(party, chat.id, chat.application);
    else if (chat.waiting.length < WAITING_PARTIES) chat.waiting.push(party);
    else this.options.drafts.damage(model, 'a chat with more people than are kept');
  }

  message(message: Model, model: Model): void {
    const chat = this.chatOf(model);
    chat.hadMessages = true;
    const application = chat.application ?? applicationOf(message);
    if (chat.application === undefined && !this.isOurs(application)) return;
    const id = this.begin(chat, application);
    this.instant(message, id, application);
    const { survey, findings } = this.options;
    if (!survey.hasLooseMessages || message.id === undefined) return;
    if (this.ofChats.size < KNOWN_IDS) this.ofChats.add(message.id, 0);
    else {
      findings.warn(
        'so many messages that those outside of chats were not all compared: some can be there twice',
      );
    }
  }

  private instant(message: Model, chat: string, application: string | undefined): void {
    const { people, chats, drafts } = this.options;
    const partyOf = (party: Model) => people.party(party, application ?? 'chat');
    const sender = modelOf(message, 'From');
    const from = sender && partyOf(sender);
    const to = modelsOf(message, 'To').map(partyOf);
    for (const party of from ? [from, ...to] : to) chats.addMember(chat, party.account);
    const draft = drafts.instant(message, {
      chat,
      isDirect: chats.isDirect(chat),
      from,
      to,
      application,
      replyTo: this.answered(message, chat),
    });
    this.add(draft);
    for (const id of new Set([keyOf(message), message.id])) {
      if (id !== undefined && this.known.size < KNOWN_OF_CHAT) this.known.add(`${chat}\0${id}`, this.ordinal);
    }
  }

  /** What a message answers: the ordinal where that stands before it in its chat, else its key. */
  private answered(message: Model, chat: string): number | string | undefined {
    for (const { model: part } of message.models) {
      if (part.type !== 'ReplyMessageData' && part.type !== 'QuotedMessageData') continue;
      if (said(part, 'Label')?.toLowerCase() === 'forwarded') continue;
      const within = modelOf(part, 'InstantMessage');
      const ids = [
        said(part, 'OriginalMessageID'),
        said(part, 'ReferenceId'),
        ...(within ? [said(within, 'Identifier'), within.id] : []),
      ].filter((id) => id !== undefined && id !== '');
      for (const id of ids) {
        const ordinal = this.known.get(`${chat}\0${id}`);
        if (ordinal !== undefined) return ordinal;
      }
      if (ids.length > 0) return ids[0];
    }
    return undefined;
  }

  private add(draft: DraftMessage): void {
    this.messages.push(draft);
    this.ordinal++;
    this.units += draft.text?.length ?? 0;
    for (const value of Object.values(draft.source.raw ?? {})) {
      if (typeof value === 'string') this.units += value.length;
    }
  }

  endChat(model: Model): void {
    const { platform, survey, chats } = this.options;
    const chat = this.chatOf(model);
    if (chat.id === undefined && !chat.hadMessages) {
      // A chat without messages is told of, too.
      const of = chat.application === undefined ? survey.unnamed : platformOf(chat.application);
      if ((survey.platforms.includes(of) ? of : survey.unnamed) === platform)
        this.begin(chat, chat.application);
    }
    // Its name can stand behind its messages.
    if (chat.id !== undefined) chats.describe(chat.id, model, undefined);
    this.open = undefined;
  }

  unread(type: string): void {
    const { platform, survey, findings } = this.options;
    if (platform === survey.unnamed) findings.count(`models of type ${type}: not read`);
  }

  record(model: Model): void {
    const application = applicationOf(model);
    if (!this.isOurs(application)) return;
    if (model.type === 'InstantMessage') {
      this.loose(model, application);
      return;
    }
    const { people, chats, drafts } = this.options;
    const name = application ?? model.type;
    const sides = sidesOf(model, (party) => people.party(party, name));
    const chat = this.chatWith(
      sides.map(({ party }) => party),
      name,
    );
    const draft = recordDraft(
      model,
      { chat, sides, application, owner: () => this.ownerAmong(sides.map(({ party }) => party)) },
      drafts,
    );
    chats.addMember(chat, draft.sender);
    this.add(draft);
  }

  private ownerAmong(parties: readonly { account?: string; isOwner: boolean }[]): string {
    return parties.find(({ isOwner, account }) => isOwner && account)?.account ?? this.options.people.owner();
  }

  /** The chat with those who are not the owner: of one person that person's id, as in chats. */
  private chatWith(parties: readonly { account?: string; isOwner: boolean }[], application: string): string {
    const { chats } = this.options;
    const others = [
      ...new Set(parties.flatMap(({ account, isOwner }) => (isOwner ? [] : (account ?? [])))),
    ].sort();
    const id = others.length === 0 ? `${application}: nobody named` : others.join(', ');
    chats.describe(id, undefined, others.length > 1 ? 'group' : 'direct');
    for (const { account } of parties) chats.addMember(id, account);
    return id;
  }

  /** A message outside of any chat. */
  private loose(model: Model, application: string | undefined): void {
    const { file, people, chats } = this.options;
    if (model.id !== undefined && this.ofChats.get(model.id) !== undefined) {
      const key = keyOf(model);
      this.skipped.push({
        reason: REPEATED,
        source: { file, line: model.line, byte: model.byte, ...(key === undefined ? {} : { key }) },
      });
      return;
    }
    const name = application ?? 'chat';
    const own = nameIn(model, 'ChatId');
    let chat: string;
    if (own === undefined) {
      const models = [...modelsOf(model, 'From'), ...modelsOf(model, 'To')];
      chat = this.chatWith(
        models.map((party) => people.party(party, name)),
        name,
      );
    } else {
      chat = chats.named(own, undefined, name);
      chats.describe(chat, undefined, undefined);
    }
    this.instant(model, chat, application);
  }
}

/** One message of the model out of its row, its media item and its receipts. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Receipt } from '../../../shared/model/index.ts';
import { asRead, type Row, real, reference } from '../../sqlite/cells.ts';
import { CELLS, type SideTable } from '../../sqlite/side-table.ts';
import { LONGEST_TEXT, type TableRows } from '../../sqlite/table-rows.ts';
import type { Findings } from '../findings.ts';
import { lines } from '../whatsapp/lines.ts';
import { attachmentOf, hexOf, type MediaFiles } from '../whatsapp/media-files.ts';
import { placed } from '../whatsapp/place.ts';
import { timeOf } from '../whatsapp/time.ts';
import type { Accounts } from './accounts.ts';
import { appleTime, unixMs } from './apple-time.ts';
import type { CallHistory } from './calls.ts';
import type { Chats } from './chats.ts';
import { callOfEvent, FORWARDED_FLAG, kindOf, STATUS, TYPE, WITH_FILE } from './kinds.ts';
import { type MediaItem, type MessageRow, mediaItem, messageRow, rawOf, sourceOf } from './message-row.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { type InfoPoll, type ReceiptInfo, readReceiptInfo } from './receipt-info.ts';
import type { Replies } from './replies.ts';
import { senderOf } from './sender.ts';
import { systemEvent } from './system-event.ts';

export interface ComposeContext {
  readonly file: string;
  readonly findings: Findings;
  readonly accounts: Accounts;
  readonly chats: Chats;
  readonly replies: Replies;
  readonly calls: CallHistory | undefined;
  readonly mediaFiles: MediaFiles;
  /** `ZWAMEDIAITEM` and `ZWAMESSAGEINFO` by the message they belong to, in step with the messages. */
  readonly media: SideTable;
  readonly info: SideTable;
  /** The same by their own rows, for messages that they do not name. */
  readonly mediaRows: TableRows | undefined;
  readonly infoRows: TableRows | undefined;
}

/** A message while it is made. */
type Draft = { -readonly [Field in keyof DraftMessage]: DraftMessage[Field] };

const CARD_SEPARATOR = '_$!<VCard-Separator>!$_';
/** Times that differ by less are one: clocks and rounding. */
const SAME_TIME_MS = 1000;
const NOT_UTF8 = 'a text with U+FFFD, which also stands for bytes that are not UTF-8';
const NO_ADDRESS = 'a receipt in ZRECEIPTINFO whose address could not be read; it was not kept';
const NOTHING: ReceiptInfo = { receipts: [], reactions: [], tallies: [], poll: undefined };

export class Composer {
  private readonly context: ComposeContext;

  constructor(context: ComposeContext) {
    this.context = context;
  }

  /** Rows must come in ascending order. */
  compose(cells: Row): DraftMessage {
    const { context } = this;
    const { accounts, chats, replies } = context;
    const message = messageRow(cells, chats);
    const { chat, fromMe, type, event, key } = message;
    replies.note(chat, key);
    const item = this.item(message);
    const mime = item === undefined || isNoMime(type) ? undefined : item.cardOrMime;
    const metadata = item && this.metadata(item);
    const info = this.info(message);
    const draft: Draft = { chat: chat.id, kind: kindOf(type, event, mime, item?.path), source: NO_SOURCE };

    let text = message.text;
    if (draft.kind === 'system') {
      const told = systemEvent(message, metadata, accounts);
      draft.system = told.system;
      if (told.sender !== undefined) draft.sender = told.sender;
      draft.direction = 'system';
      text = told.text;
    } else {
      const sender = fromMe ? accounts.owner : senderOf(message, accounts);
      if (sender !== undefined) {
        draft.sender = sender;
        if (!fromMe) accounts.notePushName(sender, message.pushName);
      }
      if (fromMe !== undefined) draft.direction = fromMe ? 'out' : 'in';
    }
    this.times(message, draft);
    if (draft.kind === 'call') text = this.call(message, draft, metadata, text);
    else if (draft.kind === 'deleted') draft.deleted = draft.sender === undefined ? {} : { by: draft.sender };
    this.text(message, draft, item, metadata, text);
    if (item) this.attach(message, draft, item, mime);
    if (item && type === TYPE.location) {
      const [lat, lon] = [real(item.latitude), real(item.longitude)];
      const place = placed(lat, lon, item.title, item.cardNameOrHash, rawOf(message));
      if (place) draft.location = place;
    }
    if ((message.flags & FORWARDED_FLAG) !== 0 && draft.kind !== 'system') draft.forwarded = true;
    if (metadata?.quotedKey !== undefined) draft.replyTo = replies.find(chat, metadata.quotedKey);
    if (metadata?.price !== undefined) rawOf(message).price = metadata.price;
    const parent = reference(message.parent);
    if (parent !== undefined) rawOf(message).ZPARENTMESSAGE = parent;
    if (draft.kind === 'poll' && info.poll) this.poll(message, draft, info.poll);
    this.reactions(message, draft, info);
    this.receipts(message, draft, info);
    if (message.isStarred) rawOf(message).starred = 1;
    if (message.raw && Object.keys(message.raw).length === 0) message.raw = undefined;
    draft.source = sourceOf(context.file, message);
    return draft;
  }

  private item(message: MessageRow): MediaItem | undefined {
    const beside = this.context.media.first(message.row);
    if (beside) return mediaItem(beside);
    const row = reference(message.mediaItem);
    const own = row === undefined ? undefined : this.context.mediaRows?.row(row);
    return own && mediaItem(own, 1);
  }

  private metadata({ metadata }: MediaItem): Metadata | undefined {
    if (!(metadata instanceof Uint8Array) || metadata.length === 0) return undefined;
    const { findings, file } = this.context;
    const read = readMetadata(metadata);
    if (!read)
      findings.count(`${file}: a value of ZWAMEDIAITEM.ZMETADATA in an older form, which was not read`);
    return read;
  }

  private info(message: MessageRow): ReceiptInfo {
    const { info, infoRows, findings, file } = this.context;
    let bytes = info.first(message.row)?.[CELLS];
    if (bytes === undefined) {
      const row = reference(message.messageInfo);
      if (row !== undefined) bytes = infoRows?.row(row)?.[1];
    }
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) return NOTHING;
    const read = readReceiptInfo(bytes);
    if (read) return read;
    findings.damage(
      file,
      `ZWAMESSAGE, row ${message.row}`,
      'its receipts and reactions (ZRECEIPTINFO) are damaged and were not read',
    );
    return NOTHING;
  }

  private times(message: MessageRow, draft: Draft): void {
    const { date, sentDate } = message;
    const shown = appleTime(date);
    const sent = appleTime(sentDate);
    const used = shown ?? sent;
    if (used) {
      draft.sentAt = used.at;
      draft.timeBasis = 'utc';
      draft.timePrecision = used.precision;
    }
    if (!shown && date !== null && date !== undefined) rawOf(message).ZMESSAGEDATE = asRead(date);
    if (sent && shown) {
      if (Math.abs(unixMs(sentDate)! - unixMs(date)!) >= SAME_TIME_MS) rawOf(message).ZSENTDATE = sent.at;
    } else if (!sent && sentDate !== null && sentDate !== undefined) {
      rawOf(message).ZSENTDATE = asRead(sentDate);
    }
  }

  /** @returns what of the text is one. */
  private call(
    message: MessageRow,
    draft: Draft,
    metadata: Metadata | undefined,
    text: string | undefined,
  ): string | undefined {
    const { accounts, calls } = this.context;
    const { type, event, key } = message;
    if (event !== undefined && type === TYPE.event) rawOf(message).ZGROUPEVENTTYPE = event;
    const logged = key === undefined ? undefined : calls?.ofMessage(key);
    if (logged) {
      draft.call = logged.call;
      if (logged.system) draft.system = logged.system;
      Object.assign(rawOf(message), { 'ZWACDCALLEVENT row': logged.row }, logged.raw);
      return text;
    }
    const told = callOfEvent(type, event);
    if (told) {
      draft.call = told;
      // Of a group call the text lists those who took part.
      const others = (text ?? '').split(',').map((one) => accounts.person(one.trim()));
      if (others.length > 0 && others.every((one) => one !== undefined)) {
        draft.system = { action: 'call', accounts: [...new Set(others)] };
        rawOf(message).ZTEXT = text!;
        return undefined;
      }
      return text;
    }
    const seconds = metadata?.callSeconds;
    if (seconds !== undefined && seconds > 0) draft.call = { video: false, seconds, outcome: 'answered' };
    return text;
  }

  private text(
    message: MessageRow,
    draft: Draft,
    item: MediaItem | undefined,
    metadata: Metadata | undefined,
    text: string | undefined,
  ): void {
    const { file, findings } = this.context;
    let said = text;
    if (item) {
      if (message.type === TYPE.contact) {
        const cards = item.cardOrMime?.split(CARD_SEPARATOR) ?? [];
        said = lines(said, ...(cards.length > 0 ? cards : [item.cardNameOrHash]));
      } else if (WITH_FILE.has(draft.kind) && draft.kind !== 'document') {
        if (said === undefined) said = item.title;
        else if (item.title !== undefined && item.title !== said) rawOf(message).ZTITLE = asRead(item.title);
      }
    }
    said ??= metadata?.says;
    if (said === undefined) return;
    draft.text = said;
    if (said.length >= LONGEST_TEXT && said !== message.text) {
      findings.damage(
        file,
        `ZWAMESSAGE, row ${message.row}`,
        `its text has more than ${LONGEST_TEXT} characters; those were kept`,
      );
    }
    if (said.includes('\ufffd')) findings.count(`${file}: ${NOT_UTF8}`);
  }

  private attach(message: MessageRow, draft: Draft, item: MediaItem, mime: string | undefined): void {
    const { path, bytes, title, cardNameOrHash } = item;
    const isFile = WITH_FILE.has(draft.kind);
    if (path === undefined && !(isFile && (mime !== undefined || bytes !== undefined))) return;
    const hash = isFile ? cardNameOrHash : undefined;
    const sha256 = hash === undefined ? undefined : hexOf(hash);
    if (hash !== undefined && sha256 === undefined) rawOf(message).ZVCARDNAME = asRead(hash);
    const statement = {
      path,
      name: draft.kind === 'document' ? title : undefined,
      mime,
      bytes,
      hash,
    };
    const found = this.context.mediaFiles.find(statement);
    draft.attachments = [attachmentOf(statement, sha256, found !== undefined)];
    if (found !== undefined) draft.attachmentPaths = [found];
  }

  private poll(message: MessageRow, draft: Draft, { question, options, votes }: InfoPoll): void {
    const { accounts } = this.context;
    const counted = new Map<number, number>();
    for (const { jid, options: chosen } of votes) {
      for (const option of chosen) counted.set(option, (counted.get(option) ?? 0) + 1);
      // Without an address it is the vote of who asked or of the owner: one person only in an own poll.
      const voter = jid === undefined ? (message.fromMe ? accounts.owner : undefined) : accounts.person(jid);
      if (voter === undefined) continue;
      rawOf(message)[`vote of ${voter}`] = chosen
        .map((option) => options[option] ?? `option ${option}`)
        .join('\n');
    }
    draft.poll = {
      question,
      options: options.map((text, option) => ({
        text,
        ...(votes.length === 0 ? {} : { votes: counted.get(option) ?? 0 }),
      })),
    };
    draft.text ??= question;
  }

  private reactions(message: MessageRow, draft: Draft, { reactions, tallies }: ReceiptInfo): void {
    if (reactions.length === 0 && tallies.length === 0) return;
    const { accounts } = this.context;
    const found: { sender?: string; emoji: string; at?: string }[] = [];
    for (const { jid, emoji, at } of reactions) {
      const sender = jid === undefined ? accounts.owner : accounts.person(jid);
      const when = timeOf(at);
      if (emoji === '') rawOf(message)[`reaction taken back by ${sender ?? jid}`] = when ?? null;
      else
        found.push({
          ...(sender === undefined ? {} : { sender }),
          emoji,
          ...(when === undefined ? {} : { at: when }),
        });
    }
    for (const { emoji, count } of tallies) {
      found.push({ emoji });
      rawOf(message)[`reactions ${emoji}`] = count ?? null;
    }
    if (found.length > 0) draft.reactions = found;
  }

  private receipts(message: MessageRow, draft: Draft, info: ReceiptInfo): void {
    const { accounts, findings, file } = this.context;
    const receipts: Receipt[] = [];
    for (const { jid, delivered, read, events } of info.receipts) {
      const account = accounts.person(jid);
      if (account === undefined) {
        findings.count(`${file}: ${NO_ADDRESS}`);
        continue;
      }
      const [deliveredAt, readAt] = [timeOf(delivered), timeOf(read)];
      if (deliveredAt !== undefined || readAt !== undefined) {
        receipts.push({
          account,
          ...(deliveredAt === undefined ? {} : { delivered: deliveredAt }),
          ...(readAt === undefined ? {} : { read: readAt }),
        });
      }
      if (events.length > 0) rawOf(message)[`receipt events of ${account}`] = events.join(' ');
    }
    if (receipts.length > 0) draft.receipts = receipts;
    if (!message.fromMe || draft.kind === 'system' || isShown(message.status, receipts)) return;
    rawOf(message).status = message.status!;
  }
}

/** Whether an own message's status says no more than its receipts. */
function isShown(status: number | undefined, receipts: readonly Receipt[]): boolean {
  switch (status) {
    case undefined:
    case STATUS.atServer:
      return true;
    case STATUS.delivered:
      return receipts.some(({ delivered }) => delivered !== undefined);
    case STATUS.read:
      return receipts.some(({ read }) => read !== undefined);
    default:
      return false;
  }
}

/** Types whose media item has something else where others have the media type. */
function isNoMime(type: number | undefined): boolean {
  return type === TYPE.contact || type === TYPE.location || type === TYPE.deleted;
}

/** Stands in while a draft is made. */
const NO_SOURCE = { file: '' };

/** One message of the model out of its row and the rows beside it. */
import type { MessageKind } from '../../../shared/model/index.ts';
import { asRead, filled, integer, reference } from '../../sqlite/cells.ts';
import { CELLS } from '../../sqlite/side-table.ts';
import { LONGEST_TEXT } from '../../sqlite/table-rows.ts';
import { lines } from '../whatsapp/lines.ts';
import { attachmentOf, hexOf, type MediaStatement } from '../whatsapp/media-files.ts';
import { placed } from '../whatsapp/place.ts';
import { instantOf, timeOf } from '../whatsapp/time.ts';
import { addReactionsAndVotes } from './add-ons.ts';
import { addCall } from './call-message.ts';
import { type ComposeContext, type Draft, type TimedDraft, writerOf } from './compose-context.ts';
import { type Content, locationOf, rareContent } from './content.ts';
import { kindOf, TYPE } from './kinds.ts';
import { type MessageRow, rawOf, sourceOf } from './message-row.ts';
import { addReceipts } from './receipts.ts';
import { systemEvent } from './system-event.ts';

export class Composer {
  private readonly context: ComposeContext;

  constructor(context: ComposeContext) {
    this.context = context;
  }

  /** Rows must come in the order of the plan. */
  compose(message: MessageRow): TimedDraft {
    const { context } = this;
    const { accounts, sides: all } = context;
    const sides = all.tables;
    const { row, chat, fromMe, old, type } = message;
    const statement = this.media(message);
    const draft: Draft = {
      chat: chat.id,
      kind: kindOf(type, message.origin, statement?.mime),
      source: SHARED,
    };
    if (type === undefined && message.text !== undefined && message.table === 'messages') draft.kind = 'text';

    const isSystem = draft.kind === 'system';
    const sender = writerOf(message, isSystem, accounts.owner);
    if (sender !== undefined) draft.sender = sender;
    if (isSystem) draft.direction = 'system';
    else if (fromMe !== undefined) draft.direction = fromMe ? 'out' : 'in';

    const sentAt = instantOf(message.sent);
    if (sentAt !== undefined) {
      draft.sentAt = sentAt;
      draft.timeBasis = 'utc';
      draft.timePrecision = 'ms';
    } else if (message.sent !== undefined) {
      rawOf(message).timestamp = message.sent;
    }
    if (fromMe === false && !isSystem) {
      const receivedAt = instantOf(message.received);
      if (receivedAt !== undefined) draft.receivedAt = receivedAt;
      else if (message.received !== undefined && message.received > 0) {
        rawOf(message).received_timestamp = message.received;
      }
    }

    this.text(message, draft);
    if (statement) this.attach(message, draft, statement);
    if (isSystem) draft.system = systemEvent(message, draft.sender, context);
    else if (draft.kind === 'call') addCall(message, draft, context);
    const location = sides.location.first(row);
    if (location) {
      const place = locationOf(location, rawOf(message));
      if (place) draft.location = place;
    } else if (old && (type === TYPE.location || type === TYPE.liveLocation)) {
      const place = placed(old.latitude, old.longitude, old.placeName, undefined, rawOf(message));
      if (place) draft.location = place;
    }
    if (sides.viewOnce.first(row) && ONCE.has(draft.kind)) draft.kind = 'view-once';
    this.deletion(message, draft);

    const edited = sides.edited.first(row);
    if (edited) {
      const at = timeOf(integer(edited[CELLS + 1])) ?? timeOf(integer(edited[CELLS + 2]));
      draft.edited = at === undefined ? {} : { at };
      const first = filled(edited[CELLS]);
      if (first !== undefined && first !== message.key) rawOf(message).original_key_id = first;
    }
    const score = sides.forwarded.first(row);
    if (message.forwarded || score) draft.forwarded = true;
    this.reply(message, draft);
    this.mentions(message, draft);
    addReactionsAndVotes(message, draft, context);
    addReceipts(message, draft, context);
    this.marks(message);
    if (message.raw && Object.keys(message.raw).length === 0) message.raw = undefined;
    draft.source = sourceOf(context.file, message);
    return draft;
  }

  private media(message: MessageRow): MediaStatement | undefined {
    const row = this.context.sides.tables.media.first(message.row);
    if (!row) return message.old?.media;
    const old = message.old?.media;
    const length = integer(row[CELLS + 3]);
    const size = integer(row[CELLS + 4]);
    const bytes =
      length !== undefined && length > 0 ? length : size !== undefined && size > 0 ? size : undefined;
    message.caption = filled(row[CELLS + 6]);
    return {
      path: filled(row[CELLS]) ?? old?.path,
      name: filled(row[CELLS + 1]) ?? old?.name,
      mime: filled(row[CELLS + 2]) ?? old?.mime,
      bytes: bytes ?? old?.bytes,
      hash: filled(row[CELLS + 5]) ?? old?.hash,
    };
  }

  private attach(message: MessageRow, draft: Draft, statement: MediaStatement): void {
    const path = this.context.mediaFiles.find(statement);
    const { hash } = statement;
    const sha256 = hash === undefined ? undefined : hexOf(hash);
    if (hash !== undefined && sha256 === undefined) rawOf(message).file_hash = asRead(hash);
    draft.attachments = [attachmentOf(statement, sha256, path !== undefined)];
    if (path !== undefined) draft.attachmentPaths = [path];
  }

  private text(message: MessageRow, draft: Draft): void {
    const { row, old } = message;
    const { sides: all, findings, file } = this.context;
    let said = message.text;
    const caption = message.caption ?? old?.caption;
    if (said !== undefined && old?.media && isThumbnail(said)) {
      rawOf(message).data = `base64 picture of ${said.length} characters`;
      said = undefined;
    }
    if (said === undefined) said = caption;
    else if (caption !== undefined && caption !== said) rawOf(message).media_caption = asRead(caption);
    const vcards = all.tables.vcards.take(row);
    if (vcards.length > 0) said = lines(said, ...vcards.map((vcard) => filled(vcard[CELLS])));
    if (row >= all.rareFrom) {
      const raw = rawOf(message);
      const content: Content = rareContent(all, row, raw);
      said ??= content.text;
      if (content.location) draft.location = content.location;
      if (content.isPayment && (draft.kind === 'text' || draft.kind === 'unknown')) draft.kind = 'payment';
      said ??= typeof raw.amount === 'string' ? raw.amount : undefined;
    }
    if (said === undefined) return;
    draft.text = said;
    if (said.length >= LONGEST_TEXT && said !== message.text) {
      findings.damage(
        file,
        `${message.table}, row ${row}`,
        `its text has more than ${LONGEST_TEXT} characters; those were kept`,
      );
    }
    if (said.includes('\ufffd')) findings.count(`${file}: ${NOT_UTF8}`);
  }

  private deletion(message: MessageRow, draft: Draft): void {
    const {
      accounts,
      sides: { tables: sides },
    } = this.context;
    const revoked = sides.revoked.first(message.row);
    if (message.old?.editVersion === REVOKED && draft.kind === 'text' && draft.text === undefined) {
      draft.kind = 'deleted';
    }
    if (draft.kind !== 'deleted') {
      if (revoked) rawOf(message).revoked_key_id = asRead(revoked[CELLS]);
      return;
    }
    const at = timeOf(integer(revoked?.[CELLS + 2]));
    const admin = accounts.account(revoked?.[CELLS + 1]);
    const by = admin ?? (message.type === TYPE.deletedByAdmin ? undefined : draft.sender);
    draft.deleted = { ...(by === undefined ? {} : { by }), ...(at === undefined ? {} : { at }) };
    const key = filled(revoked?.[CELLS]);
    if (key !== undefined && key !== message.key) rawOf(message).revoked_key_id = key;
  }

  private reply(message: MessageRow, draft: Draft): void {
    const {
      sides: { tables: sides },
      replies,
    } = this.context;
    const quoted = sides.quoted.first(message.row);
    const comment = sides.comment.first(message.row);
    let target = quoted && replies.ofQuoted(quoted, message.chat);
    if (target === undefined && message.old?.quote !== undefined) {
      target = replies.ofOlderQuote(message.old.quote, message.chat);
    }
    if (comment) {
      if (draft.kind === 'text') draft.kind = 'comment';
      target ??= replies.ofRow(comment[CELLS]);
    }
    if (target !== undefined) draft.replyTo = target;
    const association = sides.association.first(message.row);
    if (association) {
      const raw = rawOf(message);
      const parent = reference(association[CELLS]);
      if (parent !== undefined) raw.parent_message_row_id = parent;
      raw.association_type = asRead(association[CELLS + 1]);
    }
  }

  private mentions(message: MessageRow, draft: Draft): void {
    const {
      accounts,
      sides: { tables: sides },
    } = this.context;
    const mentioned: string[] = [];
    for (const row of sides.mentions.take(message.row)) {
      const account = accounts.account(row[CELLS]);
      if (account !== undefined) mentioned.push(account);
      else if (row[CELLS] !== null) rawOf(message)['mentioned jid_row_id'] = asRead(row[CELLS]);
    }
    const list = message.old?.mentions;
    if (list !== undefined && mentioned.length === 0) {
      for (const address of list.split(/[,;\s]+/)) {
        const account = accounts.accountOfText(address);
        if (account !== undefined) mentioned.push(account);
      }
    }
    if (mentioned.length > 0) draft.mentions = mentioned;
  }

  private marks(message: MessageRow): void {
    const {
      sides: { tables: sides },
    } = this.context;
    if (message.starred) rawOf(message).starred = 1;
    const ephemeral = sides.ephemeral.first(message.row);
    if (!ephemeral) return;
    const raw = rawOf(message);
    raw.ephemeral_duration = asRead(ephemeral[CELLS]);
    const expires = timeOf(integer(ephemeral[CELLS + 1]));
    if (expires !== undefined) raw.ephemeral_expires = expires;
  }
}

/** Kinds that can be sent to be seen once. */
const ONCE: ReadonlySet<MessageKind> = new Set<MessageKind>(['image', 'video', 'audio', 'voice']);
/** Stands in while a draft is made. */
const SHARED = { file: '' };
const NOT_UTF8 = 'a text with U+FFFD, which also stands for bytes that are not UTF-8';
/** `messages.edit_version` of a message that its sender took back. */
const REVOKED = 7;
/** Pictures of the oldest databases: JPEG as base64, where newer ones have the text. */
const isThumbnail = (words: string): boolean => words.startsWith('/9j/') && !words.includes(' ');

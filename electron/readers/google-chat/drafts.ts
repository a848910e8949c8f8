/** Messages of the model, of those of `messages.json`. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Attachment, Reaction } from '../../../shared/model/index.ts';
import { formatReading } from '../../../shared/time/instant.ts';
import type { Findings } from '../findings.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import type { Texts } from '../json/texts.ts';
import type { TreeFiles } from '../tree-files.ts';
import { annotated, type Draft, emojiOf, type Keep, kindOf } from './content.ts';
import { type Fields, isRecord, textOf } from './fields.ts';
import type { Group } from './group.ts';
import type { People } from './people.ts';
import { msOf } from './times.ts';

/** Names of files that are compared within one group. */
const MOST_EXPORT_NAMES = 100_000;

export interface DraftsOptions {
  readonly file: string;
  /** Folder of the group, ending with `/`; empty at the root. */
  readonly home: string;
  readonly group: Group;
  readonly people: People;
  readonly files: TreeFiles;
  readonly texts: Texts;
  readonly findings: Findings;
}

export class Drafts {
  private readonly options: DraftsOptions;
  private readonly from: string;
  private readonly exportNames = new Set<string>();

  constructor(options: DraftsOptions) {
    this.options = options;
    this.from = `${options.file} creator.name`;
  }

  message(fields: Fields, byte: number, ordinal: number): DraftMessage {
    const { file, group, people } = this.options;
    let raw: Raw | undefined;
    const keep: Keep = (name, value) => {
      raw ??= {};
      // `__proto__` is a name like others.
      Object.defineProperty(raw, name, {
        value: rawValue(value),
        enumerable: true,
        writable: true,
        configurable: true,
      });
    };
    const odd: Keep = (name, value) => {
      if (value === null) return;
      keep(name, value);
      this.damage(byte, `${name} is not of the type that it should be`);
    };
    const draft: Draft = { chat: group.id, kind: 'text', source: { file, byte } };
    let key: string | undefined;
    let topic: string | undefined;
    let deletedAt: string | undefined;
    let isDeleted = false;
    let isByCreator = false;
    let quoted: unknown;
    for (const name in fields) {
      const value = fields[name];
      switch (name) {
        case 'creator':
          if (isRecord(value)) this.creator(value, draft, keep);
          else odd(name, value);
          break;
        case 'created_date':
          this.created(value, draft, keep, byte);
          break;
        case 'text':
          if (typeof value !== 'string') odd(name, value);
          else if (value !== '') draft.text = this.options.texts.kept(value, byte);
          break;
        case 'message_id':
          if (typeof value === 'string') key = value.toWellFormed();
          else odd(name, value);
          break;
        case 'topic_id':
          if (typeof value === 'string') topic = value.toWellFormed();
          else odd(name, value);
          break;
        case 'updated_date':
          draft.edited = this.at(value, name, keep, byte);
          break;
        case 'deleted_date':
          isDeleted = true;
          deletedAt = this.at(value, name, keep, byte).at;
          break;
        case 'message_state':
          if (value === 'DELETED') isDeleted = true;
          else keep(name, value);
          break;
        case 'deletion_metadata':
          isByCreator = isRecord(value) && value.deletion_type === 'CREATOR';
          keep(
            name,
            isRecord(value) && Object.keys(value).length === 1 ? (value.deletion_type ?? value) : value,
          );
          break;
        case 'attached_files':
          if (Array.isArray(value)) this.attached(value, draft, odd);
          else odd(name, value);
          break;
        case 'reactions':
          if (Array.isArray(value)) this.reactions(value, draft, odd);
          else odd(name, value);
          break;
        case 'annotations':
          if (Array.isArray(value)) annotated(value, draft, keep);
          else odd(name, value);
          break;
        case 'quoted_message_metadata':
          quoted = value;
          break;
        default:
          keep(name, value);
      }
    }
    if (isDeleted) {
      draft.deleted = {
        ...(isByCreator && draft.sender !== undefined ? { by: draft.sender } : {}),
        ...(deletedAt === undefined ? {} : { at: deletedAt }),
      };
      if (draft.text === undefined && draft.attachments === undefined) draft.kind = 'deleted';
    }
    if (draft.sender !== undefined && people.owners.size > 0 && draft.direction === undefined) {
      draft.direction = people.owners.has(draft.sender) ? 'out' : 'in';
    }
    this.answered(draft, key, topic, quoted, keep);
    if (key !== undefined) group.know(key, ordinal);
    if (key !== undefined || raw) {
      draft.source = { file, byte, ...(key === undefined ? {} : { key }), ...(raw ? { raw } : {}) };
    }
    return draft;
  }

  private damage(byte: number, reason: string): void {
    this.options.findings.damage(this.options.file, `byte ${byte}`, reason);
  }

  private creator(creator: Fields, draft: Draft, keep: Keep): void {
    const { people, group } = this.options;
    const account = people.account(creator, this.from);
    if (account !== undefined) {
      draft.sender = account;
      group.addMember(account);
    }
    if (creator.user_type !== undefined && creator.user_type !== 'Human')
      keep('creator.user_type', creator.user_type);
    if (creator.acting_user !== undefined) keep('creator.acting_user', creator.acting_user);
  }

  private created(value: unknown, draft: Draft, keep: Keep, byte: number): void {
    const ms = typeof value === 'string' ? msOf(value) : undefined;
    if (ms === undefined) {
      keep('created_date', value);
      this.damage(byte, 'a date that does not exist, or is written in no known form');
      return;
    }
    draft.sentAt = formatReading(ms, 'utc');
    draft.timeBasis = 'utc';
    draft.timePrecision = 's';
  }

  private at(value: unknown, name: string, keep: Keep, byte: number): { at?: string } {
    const ms = typeof value === 'string' ? msOf(value) : undefined;
    if (ms !== undefined) return { at: formatReading(ms, 'utc') };
    keep(name, value);
    this.damage(byte, 'a date that does not exist, or is written in no known form');
    return {};
  }

  /** The message that is quoted; else, within a topic, the one that began it. */
  private answered(
    draft: Draft,
    key: string | undefined,
    topic: string | undefined,
    quoted: unknown,
    keep: Keep,
  ): void {
    const { group } = this.options;
    const quotedId = isRecord(quoted) ? textOf(quoted.message_id)?.toWellFormed() : undefined;
    if (quotedId !== undefined) draft.replyTo = group.find(quotedId);
    if (quoted !== undefined && typeof draft.replyTo !== 'number') keep('quoted_message_metadata', quoted);
    if (key === undefined) {
      if (topic !== undefined) keep('topic_id', topic);
      return;
    }
    // `SPACE/TOPIC/MESSAGE`; the message that begins a topic has the topic's name.
    const last = key.lastIndexOf('/');
    const before = key.lastIndexOf('/', last - 1);
    const ofKey = before < 0 ? undefined : key.slice(before + 1, last);
    if (topic !== undefined && topic !== ofKey) keep('topic_id', topic);
    if (ofKey === undefined || draft.replyTo !== undefined) return;
    if (!key.endsWith(ofKey) || key.length - last - 1 !== ofKey.length) {
      draft.replyTo = group.find(`${key.slice(0, last)}/${ofKey}`);
    }
  }

  private attached(files: readonly unknown[], draft: Draft, odd: Keep): void {
    const attachments: Attachment[] = [];
    const paths: (string | undefined)[] = [];
    for (const each of files) {
      if (!isRecord(each)) {
        odd('attached_files', each);
        continue;
      }
      const exported = textOf(each.export_name);
      const name = (textOf(each.original_name) ?? exported)?.slice(0, 1024).toWellFormed();
      const path = exported === undefined ? undefined : this.pathOf(exported);
      attachments.push({ ...(name === undefined ? {} : { name }), present: path !== undefined });
      paths.push(path);
      if (draft.kind === 'text') draft.kind = kindOf(name ?? '');
    }
    if (attachments.length === 0) return;
    draft.attachments = attachments;
    if (paths.some((path) => path !== undefined)) draft.attachmentPaths = paths;
  }

  private pathOf(exported: string): string | undefined {
    const { files, home, findings } = this.options;
    if (this.exportNames.has(exported)) {
      findings.count(
        'attached files whose name in the export an earlier one has: which of them the file is, is not said',
      );
      return undefined;
    }
    if (this.exportNames.size < MOST_EXPORT_NAMES) this.exportNames.add(exported);
    const folder = home.split('/').at(-2);
    return (
      files.find(exported, home) ??
      (folder === undefined ? undefined : files.find(`${folder}/${exported}`, home))
    );
  }

  private reactions(reactions: readonly unknown[], draft: Draft, odd: Keep): void {
    const found: Reaction[] = [];
    for (const each of reactions) {
      const emoji = isRecord(each) && isRecord(each.emoji) ? emojiOf(each.emoji) : undefined;
      if (!isRecord(each) || emoji === undefined) {
        odd('reactions', each);
        continue;
      }
      const emails = Array.isArray(each.reactor_emails) ? each.reactor_emails : [];
      for (const email of emails) {
        if (typeof email === 'string') found.push({ sender: this.options.people.idOf(email), emoji });
      }
      if (emails.length === 0) found.push({ emoji });
    }
    if (found.length > 0) draft.reactions = found;
  }
}

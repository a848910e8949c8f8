/** Messages of the model: of Cellebrite's instant messages, in a chat or outside of any. */
import type { DraftMessage } from '../../../shared/evidence/index.ts';
import type { Location, MessageKind, Platform, Receipt } from '../../../shared/model/index.ts';
import { formatReading } from '../../../shared/time/instant.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { Findings } from '../findings.ts';
import type { ReportFiles } from './files.ts';
import { type Model, modelOf, modelsOf, said } from './model.ts';
import type { Party } from './people.ts';
import { isPlainName } from './platforms.ts';
import { instantOf, timeOf } from './times.ts';

export type Raw = Record<string, string | number | null>;

/** Fields that have their place in the model, or say nothing of the message. */
const TAKEN: ReadonlySet<string> = new Set([
  'Body',
  'TimeStamp',
  'Identifier',
  'IsLocationSharing',
  'PositionAddress',
  'FromIsOwner',
  'UserMapping',
  'Platform',
  'JumpTargetId',
]);
/** Said where there is nothing to say. */
const NOTHING: Readonly<Record<string, string | undefined>> = { Status: 'Default', Type: 'AppMessage' };
/** Models within a message that have their place; of others the fields are kept as they are. */
const READ_PARTS: ReadonlySet<string> = new Set([
  'From',
  'To',
  'Parties',
  'Attachment',
  'Attachments',
  'Position',
]);
/** UTF-16 units kept of the fields of a part that has no place of its own. */
const MOST_OF_PART = 4_096;

export interface DraftsOptions {
  readonly file: string;
  readonly platform: Platform;
  readonly files: ReportFiles;
  readonly findings: Findings;
  readonly zone?: Zone;
}

/** Who stands around a message, as accounts. */
export interface Around {
  readonly chat: string;
  readonly isDirect: boolean;
  readonly from: Party | undefined;
  readonly to: readonly Party[];
  /** Name of the application; undefined where none is given. */
  readonly application: string | undefined;
  readonly replyTo: number | string | undefined;
}

export class Drafts {
  private readonly options: DraftsOptions;
  /** Whether some time was a clock of an unknown zone. */
  hasLocalTimes = false;

  constructor(options: DraftsOptions) {
    this.options = options;
  }

  damage({ byte }: Model, reason: string): void {
    this.options.findings.damage(this.options.file, `byte ${byte}`, reason);
  }

  time(model: Model, raw: Raw): Partial<DraftMessage> {
    const written = said(model, 'TimeStamp');
    const time = timeOf(written);
    if (time === undefined) {
      this.damage(model, 'a time that does not exist, or is written in no known form');
      raw.TimeStamp = written ?? null;
    }
    if (!time) return {};
    const { ms, precision: timePrecision } = time;
    if (time.isInstant) return { sentAt: formatReading(ms, 'utc'), timeBasis: 'utc', timePrecision };
    this.hasLocalTimes = true;
    const { zone } = this.options;
    if (zone) {
      const { utc, ambiguous } = zone.toUtc(ms);
      return {
        sentAt: formatReading(utc, 'assumed-zone'),
        timeBasis: 'assumed-zone',
        timePrecision,
        ...(ambiguous ? { timeAmbiguous: true } : {}),
      };
    }
    return { sentAt: formatReading(ms, 'device-local'), timeBasis: 'device-local', timePrecision };
  }

  /** What has no place of its own, as it is read. */
  rawOf(model: Model, application: string | undefined, besides: ReadonlySet<string>): Raw {
    const raw: Raw = {};
    if (application !== undefined && !isPlainName(application)) raw.Source = application;
    for (const [name, value] of model.fields) {
      if (value === '' || TAKEN.has(name) || besides.has(name) || NOTHING[name] === value) continue;
      if ((name === 'Source' || name === 'SourceApplication') && value === application) continue;
      put(raw, Object.hasOwn(raw, name) ? `${name} of the message` : name, value);
    }
    const { deletedState } = model;
    if (deletedState !== undefined && deletedState !== 'Intact') raw.deleted_state = deletedState;
    for (const { field, model: part } of model.models) {
      if (READ_PARTS.has(field) || part.type === 'MessageLabel') continue;
      const name = part.type === '' || part.type === field ? field : `${field} ${part.type}`;
      const text = described(part).slice(0, MOST_OF_PART).toWellFormed();
      if (text === '') continue;
      const before = Object.hasOwn(raw, name) ? `${raw[name]}\n` : '';
      put(raw, name, `${before}${text}`.slice(0, MOST_OF_PART).toWellFormed());
    }
    return raw;
  }

  /** `deleted` is what Cellebrite found among deleted records; who deleted it is not known. */
  deleted(model: Model): Partial<DraftMessage> {
    const at = instantOf(said(model, 'DateDeleted'));
    const isDeleted = model.deletedState === 'Deleted' || model.deletedState === 'Trash';
    return isDeleted || at !== undefined ? { deleted: at === undefined ? {} : { at } } : {};
  }

  attached(model: Model): { kind?: MessageKind; of: Partial<DraftMessage> } {
    const models = [...modelsOf(model, 'Attachments'), ...modelsOf(model, 'Attachment')];
    // The one in `Attachment` stands in `Attachments`, too.
    const seen = new Set<string>();
    const each = models.filter(({ id }) => id === undefined || (!seen.has(id) && seen.add(id)));
    if (each.length === 0) return { of: {} };
    const files = each.map((one) => this.options.files.attached(one));
    return {
      kind: files[0]!.kind,
      of: {
        attachments: files.map(({ attachment }) => attachment),
        ...(files.some(({ path }) => path !== undefined)
          ? { attachmentPaths: files.map(({ path }) => path) }
          : {}),
      },
    };
  }

  /** An instant message. */
  instant(model: Model, { chat, isDirect, from, to, application, replyTo }: Around): DraftMessage {
    const besides = new Set<string>();
    const labels = modelsOf(model, 'MessageExtraData')
      .filter(({ type }) => type === 'MessageLabel')
      .map((label) => said(label, 'Label') ?? '');
    const isLabelled = (label: string): boolean => labels.some((each) => each.toLowerCase() === label);
    const isSystem = from?.isSystem === true || isLabelled('system');
    const attached = this.attached(model);
    const place = this.location(model, besides);
    const sharesLocation = said(model, 'IsLocationSharing')?.toLowerCase() === 'true';
    const isForwarded =
      isLabelled('forwarded') ||
      model.models.some(
        ({ model: part }) =>
          part.type === 'ForwardedMessageData' ||
          (part.type === 'QuotedMessageData' && said(part, 'Label')?.toLowerCase() === 'forwarded'),
      );
    const receipts = this.receipts(model, isDirect, from, to, besides);
    const raw = this.rawOf(model, application, besides);
    const others = labels.filter((label) => !/^(?:|system|edited|forwarded|reply)$/i.test(label));
    if (others.length > 0) raw.MessageLabel = others.join(', ');
    const isMessage = model.type === 'InstantMessage';
    if (!isMessage) raw.type = model.type;
    const text = said(model, 'Body');
    const kind: MessageKind = !isMessage
      ? 'unknown'
      : isSystem
        ? 'system'
        : place
          ? sharesLocation
            ? 'live-location'
            : 'location'
          : (attached.kind ?? (modelsOf(model, 'SharedContacts').length > 0 ? 'contact' : 'text'));
    return {
      chat,
      ...(from?.account === undefined ? {} : { sender: from.account }),
      ...direction(from, isSystem),
      ...this.time(model, raw),
      ...receipts,
      kind,
      ...(text === undefined ? {} : { text }),
      ...(isLabelled('edited') ? { edited: {} } : {}),
      ...this.deleted(model),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(isForwarded ? { forwarded: true } : {}),
      ...attached.of,
      ...(place ? { location: place } : {}),
      ...(isSystem ? { system: { action: 'unknown' } } : {}),
      source: this.source(model, raw),
    };
  }

  source(model: Model, raw: Raw): DraftMessage['source'] {
    const key = keyOf(model);
    return {
      file: this.options.file,
      line: model.line,
      byte: model.byte,
      ...(key === undefined ? {} : { key }),
      ...(Object.keys(raw).length === 0 ? {} : { raw }),
    };
  }

  /** Times of delivery and reading: of the owner's message by the one other, of a message in by the owner. */
  private receipts(
    model: Model,
    isDirect: boolean,
    from: Party | undefined,
    to: readonly Party[],
    besides: Set<string>,
  ): Partial<DraftMessage> {
    const delivered = instantOf(said(model, 'DateDelivered'));
    const read = instantOf(said(model, 'DateRead'));
    if (instantOf(said(model, 'DateDeleted')) !== undefined) besides.add('DateDeleted');
    const reader = from?.isOwner === true ? to[0]?.account : to.find(({ isOwner }) => isOwner)?.account;
    if (!isDirect || to.length !== 1 || reader === undefined) return {};
    const isIn = from?.isOwner !== true;
    if (delivered !== undefined) besides.add('DateDelivered');
    if (read !== undefined) besides.add('DateRead');
    const receipt: Receipt = {
      account: reader,
      ...(delivered === undefined || isIn ? {} : { delivered }),
      ...(read === undefined ? {} : { read }),
    };
    return {
      ...(isIn && delivered !== undefined ? { receivedAt: delivered } : {}),
      ...(Object.keys(receipt).length > 1 ? { receipts: [receipt] } : {}),
    };
  }

  private location(model: Model, besides: Set<string>): Location | undefined {
    const position = modelOf(model, 'Position');
    if (!position) return undefined;
    const [lat, lon] = [degrees(position, 'Latitude', 90), degrees(position, 'Longitude', 180)];
    const name =
      said(model, 'PositionAddress') ?? said(position, 'PositionAddress') ?? said(position, 'Name');
    if (lat === undefined || lon === undefined) {
      // An empty position stands in many messages that have none.
      if (position.fields.size > 0) this.damage(model, 'a position that is not on the Earth, left out');
      return undefined;
    }
    besides.add('PositionAddress');
    return { lat, lon, ...(name === undefined ? {} : { name }) };
  }
}

/** The platform's own id of a message, else Cellebrite's. */
export const keyOf = (model: Model): string | undefined => said(model, 'Identifier') ?? model.id;

function direction(from: Party | undefined, isSystem: boolean): Partial<DraftMessage> {
  if (isSystem) return { direction: 'system' };
  if (!from || (from.account === undefined && !from.isOwner)) return {};
  return { direction: from.isOwner ? 'out' : 'in' };
}

/** Sets a field whose name is the evidence's: `__proto__` is one like others. */
function put(raw: Raw, name: string, value: string): void {
  Object.defineProperty(raw, name, { value, enumerable: true, writable: true, configurable: true });
}

/** Degrees come with a comma from computers set so. */
function degrees(position: Model, name: string, most: number): number | undefined {
  const written = said(position, name)?.trim().replace(',', '.');
  if (written === undefined || written === '') return undefined;
  const value = Number(written);
  return Math.abs(value) <= most ? value : undefined;
}

/** The fields of a model and of those in it, such as `Name: Ana; Entries: Value: +44…`. */
function described({ fields, models }: Model): string {
  const parts: string[] = [];
  for (const [name, value] of fields) {
    if (value !== '' && name !== 'UserMapping') parts.push(`${name}: ${value}`);
  }
  for (const { field, model } of models) {
    const within = described(model);
    if (within !== '') parts.push(`${field}: ${within}`);
  }
  return parts.join('; ');
}

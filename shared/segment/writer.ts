import {
  DIRECTIONS,
  MESSAGE_KINDS,
  type Message,
  type MessageBody,
  type MessageKind,
  type Platform,
  TIME_BASES,
  TIME_PRECISIONS,
} from '../model/index.ts';
import { readingMs, type TimeReading, writtenReading } from '../time/instant.ts';
import { Heap } from './heap.ts';
import {
  COLUMN_TYPES,
  type ColumnName,
  FLAG,
  HEAP_NAMES,
  type HeapName,
  NO_CODE,
  NONE,
  SEGMENT_HEAP_BYTES,
  SEGMENT_MAGIC,
  SEGMENT_MESSAGES,
  SEGMENT_VERSION,
  type SegmentHeader,
} from './layout.ts';
import {
  type PackedReaction,
  type PackedReceipt,
  type PackedTime,
  packReactions,
  packReceipts,
  packTime,
} from './packed.ts';

/** A message on its way into a segment: `replyTo` is an ordinal of the same exhibit, or a platform key. */
export interface SegmentMessage<Time = string> extends MessageBody<Time> {
  readonly replyTo?: number | string;
}

/** What has no column goes into the detail heap, as JSON. */
export interface Detail {
  edited?: Message['edited'];
  deleted?: Message['deleted'];
  receivedAt?: PackedTime;
  /** Set only when `at` cannot give it back exactly. */
  sentAt?: string;
  replyTo?: string;
  mentions?: Message['mentions'];
  reactions?: readonly PackedReaction[];
  receipts?: readonly PackedReceipt[];
  attachments?: Message['attachments'];
  location?: Message['location'];
  call?: Message['call'];
  poll?: Message['poll'];
  system?: Message['system'];
  code?: number;
  raw?: Message['source']['raw'];
}

const KIND_INDEX = new Map<MessageKind, number>(MESSAGE_KINDS.map((kind, index) => [kind, index]));
const ALIGN = 8;
const align = (n: number): number => (n + ALIGN - 1) & ~(ALIGN - 1);

/** Index of each id in the order first met; shared by all segments of an exhibit. */
export class IdIndex {
  private readonly indexes = new Map<string, number>();
  readonly ids: string[] = [];

  of(id: string): number {
    let index = this.indexes.get(id);
    if (index === undefined) {
      index = this.ids.length;
      this.indexes.set(id, index);
      this.ids.push(id);
    }
    return index;
  }
}

/** Gathers messages of one exhibit into segments. Memory is bounded by one segment. */
export class SegmentWriter {
  private readonly exhibit: string;
  private readonly platform: Platform;
  readonly chats: IdIndex;
  readonly accounts: IdIndex;
  /** Accounts that messages name where segments keep ids as they are: mentions, deletions, system messages. */
  readonly onlyInDetails = new Set<string>();
  private seq: number;
  private count = 0;
  private hasByte = false;
  private readonly columns = Object.fromEntries(
    Object.entries(COLUMN_TYPES).map(([name, Type]) => [name, new Type(SEGMENT_MESSAGES)]),
  ) as { [Name in ColumnName]: InstanceType<(typeof COLUMN_TYPES)[Name]> };
  private readonly heaps: Record<HeapName, Heap> = { text: new Heap(), key: new Heap(), detail: new Heap() };
  private readonly places = new Map<string, number>();
  private placeList: { file: string; table?: string }[] = [];
  /** The place of the message before: nearly always this one's, too. */
  private lastPlace: { file: string; table: string | undefined; index: number } | null = null;
  private readonly accountIndex = (id: string): number => this.accounts.of(id);

  constructor(exhibit: string, platform: Platform, chats = new IdIndex(), accounts = new IdIndex(), seq = 0) {
    this.exhibit = exhibit;
    this.platform = platform;
    this.chats = chats;
    this.accounts = accounts;
    this.seq = seq;
  }

  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** Whether `finish` must be called before the next `add`. */
  get isFull(): boolean {
    return (
      this.count === SEGMENT_MESSAGES ||
      this.heaps.text.length + this.heaps.detail.length + this.heaps.key.length >= SEGMENT_HEAP_BYTES
    );
  }

  add(message: SegmentMessage<TimeReading>, ordinal: number): void {
    const { columns: c, heaps: h, count: i } = this;
    const detail: Detail = {};
    let flags = 0;
    let hasDetail = false;

    let at = Number.NaN;
    if (message.sentAt !== undefined) {
      at = readingMs(message.sentAt);
      if (Number.isNaN(at)) {
        detail.sentAt = writtenReading(message.sentAt);
        hasDetail = true;
      }
    }
    c.at[i] = at;
    c.ordinal[i] = ordinal;
    c.chat[i] = this.chats.of(message.chat);
    c.sender[i] = message.sender === undefined ? NONE : this.accounts.of(message.sender);
    c.kind[i] = KIND_INDEX.get(message.kind)!;
    c.basis[i] =
      (message.direction === undefined ? 0 : DIRECTIONS.indexOf(message.direction) + 1) |
      ((message.timeBasis === undefined ? 0 : TIME_BASES.indexOf(message.timeBasis) + 1) << 2) |
      ((message.timePrecision === undefined ? 0 : TIME_PRECISIONS.indexOf(message.timePrecision) + 1) << 4);

    if (message.text !== undefined) {
      flags |= FLAG.text;
      h.text.addText(message.text);
    }
    if (message.forwarded) flags |= FLAG.forwarded;
    if (message.timeAmbiguous) flags |= FLAG.timeAmbiguous;
    if (message.edited) {
      flags |= FLAG.edited;
      detail.edited = message.edited;
      hasDetail = true;
    }
    if (message.deleted) {
      flags |= FLAG.deleted;
      if (message.deleted.by !== undefined) this.onlyInDetails.add(message.deleted.by);
      detail.deleted = message.deleted;
      hasDetail = true;
    }
    if (message.mentions) {
      flags |= FLAG.mentions;
      for (const id of message.mentions) this.onlyInDetails.add(id);
      detail.mentions = message.mentions;
      hasDetail = true;
    }
    if (message.reactions) {
      flags |= FLAG.reactions;
      detail.reactions = packReactions(message.reactions, at, this.accountIndex);
      hasDetail = true;
    }
    let receipts: PackedReceipt[] | undefined;
    if (message.receipts) {
      flags |= FLAG.receipts;
      receipts = packReceipts(message.receipts, at, this.accountIndex);
    }
    if (message.attachments) {
      flags |= FLAG.attachment;
      detail.attachments = message.attachments;
      hasDetail = true;
    }
    if (message.location) {
      flags |= FLAG.location;
      detail.location = message.location;
      hasDetail = true;
    }
    if (message.call) {
      flags |= FLAG.call;
      detail.call = message.call;
      hasDetail = true;
    }
    if (message.poll) {
      flags |= FLAG.poll;
      detail.poll = message.poll;
      hasDetail = true;
    }
    if (message.system) {
      flags |= FLAG.system;
      for (const id of message.system.accounts ?? []) this.onlyInDetails.add(id);
      detail.system = message.system;
      hasDetail = true;
    }
    const receivedAt = message.receivedAt === undefined ? undefined : packTime(message.receivedAt, at);
    c.reply[i] = 0;
    if (message.replyTo !== undefined) {
      flags |= FLAG.reply;
      if (typeof message.replyTo === 'number') c.reply[i] = message.replyTo;
      else {
        detail.replyTo = message.replyTo;
        hasDetail = true;
      }
    }

    const source = message.source;
    c.place[i] = this.placeOf(source.file, source.table);
    c.row[i] = source.row ?? source.line ?? Number.NaN;
    c.byte[i] = source.byte ?? Number.NaN;
    if (source.byte !== undefined) this.hasByte = true;
    c.code[i] = NO_CODE;
    if (source.code !== undefined) {
      if (Number.isInteger(source.code) && source.code >= 0 && source.code < NO_CODE) c.code[i] = source.code;
      else {
        detail.code = source.code;
        hasDetail = true;
      }
    }
    if (source.raw) {
      detail.raw = source.raw;
      hasDetail = true;
    }
    if (source.key !== undefined) h.key.addKey(source.key);
    if (receipts || receivedAt !== undefined) {
      hasDetail ||= !h.detail.addTimes(receipts, receivedAt);
      if (hasDetail) {
        if (receipts) detail.receipts = receipts;
        if (receivedAt !== undefined) detail.receivedAt = receivedAt;
      }
    }
    if (hasDetail) h.detail.addText(JSON.stringify(detail));
    c.flags[i] = flags;
    c.textEnd[i] = h.text.length;
    c.keyEnd[i] = h.key.length;
    c.detailEnd[i] = h.detail.length;
    this.count = i + 1;
  }

  /** The segment's bytes; the writer starts the next one. */
  finish(): ArrayBuffer {
    const { count } = this;
    let tsMin = Number.POSITIVE_INFINITY;
    let tsMax = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < count; i++) {
      const at = this.columns.at[i]!;
      if (at < tsMin) tsMin = at;
      if (at > tsMax) tsMax = at;
    }
    const names = (Object.keys(COLUMN_TYPES) as ColumnName[]).filter(
      (name) => name !== 'byte' || this.hasByte,
    );

    // Offsets stand in the header and depend on its length; columns start at a place that is fixed first.
    const draft = (base: number): { header: SegmentHeader; total: number } => {
      let offset = base;
      const columns: Partial<Record<ColumnName, number>> = {};
      for (const name of names) {
        columns[name] = offset;
        offset += align(count * COLUMN_TYPES[name].BYTES_PER_ELEMENT);
      }
      const heaps = {} as Record<HeapName, [number, number]>;
      for (const name of HEAP_NAMES) {
        heaps[name] = [offset, this.heaps[name].length];
        offset += align(this.heaps[name].length);
      }
      const header: SegmentHeader = {
        version: SEGMENT_VERSION,
        exhibit: this.exhibit,
        platform: this.platform,
        seq: this.seq,
        count,
        tsMin: tsMin === Number.POSITIVE_INFINITY ? null : tsMin,
        tsMax: tsMax === Number.NEGATIVE_INFINITY ? null : tsMax,
        places: this.placeList,
        columns,
        heaps,
      };
      return { header, total: offset };
    };
    const encoder = new TextEncoder();
    // 24 spare digits a number: the second draft's numbers are never that much longer than the first's.
    const roomFor =
      encoder.encode(JSON.stringify(draft(0).header)).length + 24 * (names.length + HEAP_NAMES.length);
    const base = align(8 + roomFor);
    const { header, total } = draft(base);
    const json = encoder.encode(JSON.stringify(header));

    const buffer = new ArrayBuffer(total);
    const view = new DataView(buffer);
    const bytes = new Uint8Array(buffer);
    view.setUint32(0, SEGMENT_MAGIC, true);
    view.setUint32(4, json.length, true);
    bytes.set(json, 8);
    for (const name of names) {
      const column = this.columns[name];
      bytes.set(
        new Uint8Array(column.buffer, column.byteOffset, count * column.BYTES_PER_ELEMENT),
        header.columns[name]!,
      );
    }
    for (const name of HEAP_NAMES) bytes.set(this.heaps[name].filled, header.heaps[name][0]);

    this.seq++;
    this.count = 0;
    this.hasByte = false;
    for (const name of HEAP_NAMES) this.heaps[name].clear();
    this.places.clear();
    this.placeList = [];
    this.lastPlace = null;
    return buffer;
  }

  private placeOf(file: string, table: string | undefined): number {
    const last = this.lastPlace;
    if (last !== null && last.file === file && last.table === table) return last.index;
    const name = table === undefined ? file : `${file}\0${table}`;
    let index = this.places.get(name);
    if (index === undefined) {
      index = this.placeList.length;
      this.places.set(name, index);
      this.placeList.push(table === undefined ? { file } : { file, table });
    }
    this.lastPlace = { file, table, index };
    return index;
  }
}

/** The parts of a report as they come: tagged files, chats with their people and messages, calls. */
import type { Findings } from '../findings.ts';
import { CappedText, type TagPlace, type XmlAttributes, type XmlHandler } from '../xml/index.ts';
import { type Model, ModelBuilder, newModel } from './model.ts';

/** Takes what the report holds, in its order. */
export interface ReportSink {
  file(id: string, localPath: string): void;
  /** Before the first of a chat's messages: whether they are wanted. Asked once for each chat. */
  wantsMessages(chat: Model): boolean;
  participant(party: Model, chat: Model): void;
  message(message: Model, chat: Model): void;
  endChat(chat: Model): void;
  /** A call, an SMS or MMS, or a message outside of any chat. */
  record(record: Model): void;
  /** Something that people wrote or said to each other, of a type that is not read. */
  unread(type: string): void;
}

/** Types of models that are read where they stand by themselves. */
const RECORDS: ReadonlySet<string> = new Set(['Call', 'SMS', 'MMS', 'InstantMessage']);

const UNREAD: ReadonlySet<string> = new Set(['Email', 'Voicemail', 'SocialMediaActivity']);

/** Where the parts stand: how many elements are open around them. */
const SECTION = 2;
const GROUP = 3;
const MODEL = 4;
const FIELD = 5;
const PART = 6;

export class ReportHandler implements XmlHandler {
  private readonly file: string;
  private readonly findings: Findings;
  private readonly sink: ReportSink;
  private depth = 0;
  hasRoot = false;

  private section: string | undefined;
  /** Type of the models in the group that is open. */
  private group: string | undefined;
  private fileId: string | undefined;
  private chat: Model | undefined;
  /** The chat's own field that is open: its name. */
  private field: string | undefined;
  private wanted: boolean | undefined;
  /** The message, person or record that is being read, and the depth at which it is. */
  private builder: { readonly of: ModelBuilder; readonly model: Model; readonly depth: number } | undefined;
  private readonly taken = new CappedText();
  private takes: 'path' | 'value' | undefined;

  constructor(file: string, findings: Findings, sink: ReportSink) {
    this.file = file;
    this.findings = findings;
    this.sink = sink;
  }

  open(tag: string, attributes: XmlAttributes, place: TagPlace): void {
    const depth = ++this.depth;
    if (this.builder) {
      this.builder.of.open(tag, attributes, place);
      return;
    }
    if (depth === 1) this.hasRoot = tag === 'project';
    else if (depth === SECTION) this.section = tag;
    else if (this.section === 'taggedFiles') this.openInFiles(tag, attributes, depth);
    else if (this.section === 'decodedData') this.openDecoded(tag, attributes, place, depth);
  }

  private openInFiles(tag: string, attributes: XmlAttributes, depth: number): void {
    if (depth === GROUP && tag === 'file') this.fileId = attributes.id;
    else if (tag === 'item' && attributes.name === 'Local Path') this.takes = 'path';
  }

  private openDecoded(tag: string, attributes: XmlAttributes, place: TagPlace, depth: number): void {
    if (depth === GROUP) this.group = tag === 'modelType' ? attributes.type : undefined;
    else if (depth === MODEL && tag === 'model') {
      const type = attributes.type ?? '';
      if (this.group === 'Chat') {
        this.chat = newModel(attributes, place);
        this.wanted = undefined;
      } else if (RECORDS.has(this.group ?? '') && RECORDS.has(type)) this.build(attributes, place);
      else if (UNREAD.has(type)) this.sink.unread(type);
    } else if (this.chat) this.openInChat(tag, attributes, place, depth);
  }

  private openInChat(tag: string, attributes: XmlAttributes, place: TagPlace, depth: number): void {
    if (depth === FIELD) {
      this.field = attributes.name;
      if (this.field === 'ActivityLog') {
        this.findings.count('logs of the activities of a chat, which repeat its system messages: not read');
      }
    } else if (depth === PART && tag === 'value') this.takes = 'value';
    else if (depth === PART && tag === 'model') {
      if (this.field === 'Participants') this.build(attributes, place);
      else if (this.field === 'Messages') {
        this.wanted ??= this.sink.wantsMessages(this.chat!);
        if (this.wanted) this.build(attributes, place);
      }
    }
  }

  private build(attributes: XmlAttributes, place: TagPlace): void {
    const model = newModel(attributes, place);
    const of = new ModelBuilder(model, this.file, this.findings);
    this.builder = { of, model, depth: this.depth };
  }

  text(part: string): void {
    if (this.builder) this.builder.of.text(part);
    else if (this.takes !== undefined) this.taken.add(part);
  }

  close(): void {
    const depth = this.depth--;
    const { builder } = this;
    if (builder) {
      if (depth > builder.depth) builder.of.close();
      else this.endBuilt();
      return;
    }
    if (this.takes !== undefined) {
      const text = this.taken.take();
      if (this.takes === 'path') {
        if (this.fileId !== undefined) this.sink.file(this.fileId, text);
      } else if (this.field !== undefined) this.chat?.fields.set(this.field, text);
      this.takes = undefined;
    }
    if (depth === FIELD) this.field = undefined;
    else if (depth === MODEL) this.endChat();
    else if (depth === GROUP) {
      this.group = undefined;
      this.fileId = undefined;
    } else if (depth === SECTION) this.section = undefined;
  }

  private endBuilt(): void {
    const { model } = this.builder!;
    this.builder = undefined;
    if (!this.chat) this.sink.record(model);
    else if (this.field === 'Messages') this.sink.message(model, this.chat);
    else this.sink.participant(model, this.chat);
  }

  private endChat(): void {
    if (this.chat) this.sink.endChat(this.chat);
    this.chat = undefined;
  }

  /** Ends what the end of the file cuts off: what was read of it is evidence, too. */
  finish(): void {
    this.builder?.of.finish();
    if (this.builder) this.endBuilt();
    this.endChat();
  }
}

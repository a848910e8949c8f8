/**
 * Which platforms a report has, told by its bytes without parsing them: a look for the applications that it
 * names. Every source of the report surveys it, so that each message is read by exactly one of them.
 */
import type { EvidenceEntry } from '../../../shared/evidence/index.ts';
import type { Platform } from '../../../shared/model/index.ts';
import { PLATFORM_ORDER, platformOf } from './platforms.ts';

export interface ReportSurvey {
  /** In a fixed order, never empty. */
  readonly platforms: readonly Platform[];
  /** The one of them that gets what names no application, or one that the survey did not see. */
  readonly unnamed: Platform;
  /** Whether messages stand outside chats, too: they can be the same as in a chat. */
  readonly hasLooseMessages: boolean;
}

const SOURCE = Buffer.from('<field name="Source');
const MODEL = Buffer.from('<model type="');
const GROUP = Buffer.from('<modelType type="');
/** `<field name="Source" type="String"><value type="String"><![CDATA[WhatsApp]]>`, from its start. */
const SOURCE_FIELD =
  /^<field name="Source(?:Application)?"[^>]*>\s*<value[^>]*>\s*(?:<!\[CDATA\[)?([^\]<]{0,200})[\]<]/;
/** Such a field has no more bytes. */
const FIELD_BYTES = 512;

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Groups of models that are read; contacts, accounts and others name applications, too. */
const READ: ReadonlySet<string> = new Set(['Chat', 'Call', 'SMS', 'MMS', 'InstantMessage']);
/** A longer type is none that is read. */
const TYPE_BYTES = 20;

/** Follows groups, models and their applications in the order in which they stand. */
class Applications {
  readonly found = new Set<Platform>();
  hasLooseMessages = false;
  private isInRead = false;
  /** Whether the model that was met last has named none yet. */
  private isOpen = false;
  /** Whether the chat itself has: then its messages need not. */
  private isOfChat = false;
  private isInMessage = false;

  group(type: string): void {
    this.end();
    this.isOpen = false;
    this.isOfChat = false;
    this.isInRead = READ.has(type);
    this.hasLooseMessages ||= type === 'InstantMessage';
  }

  model(type: string): void {
    if (!this.isInRead) return;
    if (type === 'InstantMessage') {
      if (this.isOfChat) return;
      if (this.isOpen && this.isInMessage) this.found.add('other');
      this.isOpen = true;
      this.isInMessage = true;
    } else if (READ.has(type)) {
      this.end();
      this.isOpen = true;
      this.isOfChat = false;
      this.isInMessage = false;
    }
  }

  source(name: string): void {
    if (!this.isInRead) return;
    this.found.add(platformOf(name));
    this.isOpen = false;
    if (!this.isInMessage) this.isOfChat = true;
  }

  end(): void {
    if (this.isOpen) this.found.add('other');
  }
}

/** The type that stands behind one of the marks, up to its quote. */
function typeAt(bytes: Buffer, from: number): string {
  const quote = bytes.subarray(from, from + TYPE_BYTES).indexOf(0x22);
  return quote < 0 ? '' : bytes.toString('latin1', from, from + quote);
}

function look(bytes: Buffer, end: number, applications: Applications): void {
  /** The place of a mark before the end, or the end. */
  const next = (mark: Buffer, from: number): number => {
    const at = bytes.indexOf(mark, from);
    return at < 0 || at > end ? end : at;
  };
  let [source, model, group] = [next(SOURCE, 0), next(MODEL, 0), next(GROUP, 0)];
  for (;;) {
    const first = Math.min(source, model, group);
    if (first >= end) return;
    if (first === source) {
      const name = SOURCE_FIELD.exec(bytes.toString('utf8', source, source + FIELD_BYTES))?.[1]?.trim();
      if (name) applications.source(name.replace(/&(\w+);/g, (all, entity) => ENTITIES.get(entity) ?? all));
      source = next(SOURCE, source + 1);
    } else if (first === model) {
      applications.model(typeAt(bytes, model + MODEL.length));
      model = next(MODEL, model + 1);
    } else {
      applications.group(typeAt(bytes, group + GROUP.length));
      group = next(GROUP, group + 1);
    }
  }
}

export async function surveyReport(
  entry: Pick<EvidenceEntry, 'open'>,
  signal?: AbortSignal,
): Promise<ReportSurvey> {
  const applications = new Applications();
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of entry.open()) {
    signal?.throwIfAborted();
    const bytes: Buffer = Buffer.concat([held, chunk]);
    // What begins in the last bytes may not be whole yet.
    const end = Math.max(0, bytes.length - FIELD_BYTES);
    look(bytes, end, applications);
    held = Buffer.from(bytes.subarray(end));
  }
  look(held, held.length, applications);
  applications.end();
  const platforms = PLATFORM_ORDER.filter((platform) => applications.found.has(platform));
  if (platforms.length === 0) platforms.push('other');
  return {
    platforms,
    unnamed: platforms.includes('other') ? 'other' : platforms[0]!,
    hasLooseMessages: applications.hasLooseMessages,
  };
}

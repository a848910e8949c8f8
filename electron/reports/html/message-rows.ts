/** The messages of the report, one table row each, with time basis and source. */
import type { Beside } from '../../../shared/contract/reported.ts';
import type { Attachment, Message } from '../../../shared/model/index.ts';
import {
  BASIS_WORDS,
  distanceText,
  instantText,
  PRECISION_WORDS,
  sentText,
} from '../../../shared/time/text.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import type { People } from './people.ts';
import type { Shown } from './tally.ts';
import { counted, grouped, html, name } from './text.ts';

export interface RowsOptions {
  readonly people: People;
  readonly zone: Zone | undefined;
  readonly instant: number | undefined;
  /** Whether rows say which exhibit they are of. */
  readonly several: boolean;
}

/** An address within the page for a message's id; ids hold letters of any script. */
const anchor = (id: string): string =>
  `m-${encodeURIComponent(id).replaceAll('%', '_').replaceAll("'", '_27')}`;

/** A UTC instant of the evidence (an edit, a receipt) as it stands there. */
const stated = (at: string | undefined): string => (at === undefined ? '' : ` at ${html(at)}`);

function attachmentText({ name: file, mime, bytes, sha256, present }: Attachment): string {
  const parts = [
    file === undefined ? 'a file' : name(file),
    ...(mime === undefined ? [] : [html(mime)]),
    ...(bytes === undefined ? [] : [counted(bytes, 'byte')]),
    present ? 'in the evidence' : 'not in the evidence',
  ];
  const hash = sha256 === undefined ? '' : ` <span class="hash">${html(sha256)}</span>`;
  return `<li>${parts.join(', ')}${hash}</li>`;
}

function* facts(message: Message, { people }: RowsOptions, shown: ReadonlySet<string>): Generator<string> {
  const who = (id: string): string => name(people.nameOf(message, id));
  if (message.replyTo !== undefined) {
    const id = html(message.replyTo);
    yield `reply to ${shown.has(message.replyTo) ? `<a href="#${anchor(message.replyTo)}">${id}</a>` : id}`;
  }
  if (message.forwarded) yield 'forwarded';
  if (message.edited) yield `edited${stated(message.edited.at)}`;
  if (message.deleted) {
    yield `deleted${message.deleted.by === undefined ? '' : ` by ${who(message.deleted.by)}`}${stated(message.deleted.at)}`;
  }
  if (message.call) {
    const { video, seconds, outcome } = message.call;
    yield `${video ? 'video' : 'voice'} call, ${outcome}${seconds === undefined ? '' : `, ${counted(seconds, 'second')}`}`;
  }
  if (message.location) {
    const { lat, lon, name: spot } = message.location;
    yield `location ${lat}, ${lon}${spot === undefined ? '' : ` ${name(spot)}`}`;
  }
  if (message.poll) {
    const options = message.poll.options.map(
      ({ text, votes }) => `${name(text)}${votes === undefined ? '' : ` (${grouped(votes)})`}`,
    );
    yield `poll ${name(message.poll.question)}: ${options.join(', ')}`;
  }
  if (message.system) {
    const { action, accounts, value } = message.system;
    const about = accounts?.length ? ` ${accounts.map(who).join(', ')}` : '';
    yield `${html(action)}${about}${value === undefined ? '' : ` ${name(value)}`}`;
  }
  if (message.mentions?.length) yield `mentions ${message.mentions.map(who).join(', ')}`;
  if (message.reactions?.length) {
    const each = message.reactions.map(
      ({ sender, emoji, at }) =>
        `${name(emoji)}${sender === undefined ? '' : ` ${who(sender)}`}${stated(at)}`,
    );
    yield `reactions: ${each.join(', ')}`;
  }
  if (message.receipts?.length) {
    const had = (field: 'delivered' | 'read' | 'played'): string[] => {
      const count = message.receipts!.filter((receipt) => receipt[field] !== undefined).length;
      return count > 0 ? [`${grouped(count)} ${field}`] : [];
    };
    yield `receipts: ${[...had('delivered'), ...had('read'), ...had('played')].join(', ') || counted(message.receipts.length, 'account')}`;
  }
  if (message.receivedAt !== undefined) yield `received ${html(message.receivedAt)}`;
}

function sourceText({ source, id, exhibit }: Message, several: boolean): string {
  const place = [
    ...(source.table === undefined ? [] : [`table ${html(source.table)}`]),
    ...(source.row === undefined ? [] : [`row ${source.row}`]),
    ...(source.line === undefined ? [] : [`line ${source.line}`]),
    ...(source.byte === undefined ? [] : [`byte ${source.byte}`]),
  ];
  return `${name(id)}${several ? `<br>exhibit ${name(exhibit)}` : ''}<br>${name(source.file)}<br>${place.join(', ')}`;
}

const correctionText = ({ ahead, name: called }: NonNullable<Beside['correction']>): string =>
  `corrected by ${distanceText(-ahead, 's')}: ${name(called)}`;

/** What the investigator wrote about it, apart from what the evidence says. */
function* written({ tags = [], notes = [], alsoIn = [] }: Beside): Generator<string> {
  if (alsoIn.length > 0) yield `<div class="fact">also in ${alsoIn.map(name).join(', ')}</div>`;
  if (tags.length > 0) {
    yield `<div class="written">Tags: ${tags.map((tag) => `<span class="tag">${name(tag)}</span>`).join(' ')}</div>`;
  }
  for (const { text, author, at } of notes) {
    yield `<div class="written"><div class="text" dir="auto">${html(text)}</div><small>Note by ${name(author)}, ${html(at)}</small></div>`;
  }
}

function timeText({ message, when, beside }: Shown, { zone, instant }: RowsOptions): string {
  const { timeBasis, timePrecision } = message;
  const notes = [
    ...(timeBasis === undefined ? [] : [BASIS_WORDS[timeBasis]]),
    ...(timePrecision === undefined ? [] : [PRECISION_WORDS[timePrecision]]),
    ...(message.timeAmbiguous ? ['the clocks changed: ambiguous'] : []),
    ...(beside?.correction ? [correctionText(beside.correction)] : []),
  ];
  const distance =
    instant === undefined || Number.isNaN(when) || (timeBasis === 'device-local' && !zone)
      ? ''
      : `<br><span class="distance">${distanceText(when - instant, timePrecision)}</span>`;
  const note = notes.length > 0 ? `<br><small>${notes.join(', ')}</small>` : '';
  return `${html(sentText(message, when, zone))}${distance}${note}`;
}

function row(shown: Shown, options: RowsOptions, ids: ReadonlySet<string>): string {
  const { message, when, beside } = shown;
  const { chat, sender, direction, kind, text } = message;
  const passed = options.instant !== undefined && when >= options.instant ? ' class="after"' : '';
  const way = direction === 'in' || direction === 'out' ? `<br><small>${direction}</small>` : '';
  const body = [
    ...(kind === 'text' ? [] : [`<span class="kind">${html(kind)}</span>`]),
    ...(text === undefined ? [] : [`<div class="text" dir="auto">${html(text)}</div>`]),
    ...(message.attachments?.length
      ? [`<ul class="files">${message.attachments.map(attachmentText).join('')}</ul>`]
      : []),
    ...[...facts(message, options, ids)].map((fact) => `<div class="fact">${fact}</div>`),
    ...(beside ? written(beside) : []),
  ];
  return [
    `<tr id="${anchor(message.id)}"${passed}><td class="time">${timeText(shown, options)}</td>`,
    `<td>${sender === undefined ? '' : name(options.people.nameOf(message, sender))}${way}</td>`,
    `<td>${name(options.people.titleOf(message, chat))}</td>`,
    `<td>${body.join('')}</td>`,
    `<td class="source">${sourceText(message, options.several)}</td></tr>`,
  ].join('');
}

/** The table, in pieces; where the instant falls stands a row of its own. */
export function* messageTable(messages: readonly Shown[], options: RowsOptions): Generator<string> {
  const { instant, zone } = options;
  const ids = new Set(messages.map(({ message }) => message.id));
  yield '<table class="messages"><thead><tr><th scope="col">Time</th><th scope="col">From</th><th scope="col">Chat</th><th scope="col">Message</th><th scope="col">Source</th></tr></thead><tbody>\n';
  let marked = instant === undefined;
  for (const shown of messages) {
    if (!marked && !(shown.when < instant!)) {
      marked = true;
      yield `<tr class="instant"><th colspan="5" scope="rowgroup">The instant: ${instantText(instant!, zone)}</th></tr>\n`;
    }
    yield `${row(shown, options, ids)}\n`;
  }
  yield '</tbody></table>\n';
}

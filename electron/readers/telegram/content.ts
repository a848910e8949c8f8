/** What a message is, by the fields that are there (export_output_json.cpp, SerializeMessage). */
import type { Location, MessageKind, Poll } from '../../../shared/model/index.ts';
import { type Fields, isRecord, keepOdd } from '../json/fields.ts';
import { type Raw, rawValue } from '../json/raw.ts';
import { type FoundFile, fileOf, isLeftOut } from './media.ts';
import type { MessagePlace } from './place.ts';
import { plainText } from './plain-text.ts';

/** Telegram's `self_destruct_period_seconds` of what may be seen once. */
const ONCE = 2 ** 31 - 1;
/** Answers of a poll, and items of a list, that are kept; Telegram allows some dozen. */
const MOST = 1000;

const MEDIA_KINDS: Readonly<Record<string, MessageKind>> = {
  sticker: 'sticker',
  video_message: 'video',
  voice_message: 'voice',
  animation: 'gif',
  video_file: 'video',
  audio_file: 'audio',
};

/** Fields of which a message without any is a text. */
const FIELDS =
  'photo file contact_information location_information place_name poll game_title invoice_information todo_list giveaway_information giveaway_results self_destruct_period_seconds'.split(
    ' ',
  );

export interface Content {
  /** Undefined where only the text says anything. */
  kind: MessageKind | undefined;
  /** Texts that stand in other fields than `text`, one a line. */
  readonly lines: string[];
  readonly files: FoundFile[];
  location?: Location;
  poll?: Poll;
}

const NOTHING: Content = { kind: undefined, lines: [], files: [] };

const filledLines = (...parts: readonly unknown[]): string[] =>
  parts
    .map((part) => plainText(part)?.text)
    .filter((part): part is string => part !== undefined && part !== '');

const recordsIn = (value: unknown): Fields[] =>
  (Array.isArray(value) ? value.slice(0, MOST) : []).filter(isRecord);

/** A question with its answers; who chose is told of the export's owner alone. */
function pollOf({ question, answers, closed, total_voters }: Fields, place: MessagePlace, raw: Raw): Poll {
  const { texts, byte } = place;
  const chosen: string[] = [];
  const options = recordsIn(answers).map((answer) => {
    const text = texts.name(plainText(answer.text)?.text ?? '', byte);
    if (answer.chosen === true) chosen.push(text);
    const { voters } = answer;
    const isCount = typeof voters === 'number' && Number.isSafeInteger(voters) && voters >= 0;
    return { text, ...(isCount ? { votes: voters } : {}) };
  });
  if (!Array.isArray(answers) || options.length < answers.length) {
    keepOdd('poll answers', answers ?? null, place, raw);
  }
  if (chosen.length > 0) raw['poll chosen'] = rawValue(chosen.join('\n'));
  if (closed === true) raw['poll closed'] = 'true';
  if (total_voters !== undefined) raw['poll total_voters'] = rawValue(total_voters);
  return { question: texts.kept(plainText(question)?.text ?? '', byte), options };
}

function locationOf(fields: Fields, place: MessagePlace, raw: Raw): Location | undefined {
  const { location_information: value, place_name: name } = fields;
  if (value === undefined) return undefined;
  const { latitude: lat, longitude: lon } = isRecord(value) ? value : {};
  if (typeof lat !== 'number' || typeof lon !== 'number' || Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    keepOdd('location_information', value, place, raw);
    return undefined;
  }
  const isNamed = typeof name === 'string' && name !== '';
  return { lat, lon, ...(isNamed ? { name: place.texts.name(name, place.byte) } : {}) };
}

/** Kind, files and all that only one sort of message has. */
export function contentOf(fields: Fields, place: MessagePlace, raw: Raw): Content {
  if (FIELDS.every((field) => fields[field] === undefined)) return NOTHING;
  const content: Content = { kind: undefined, lines: [], files: [] };
  addFiles(content, fields, place, raw);
  addContact(content, fields, place, raw);
  if (fields.location_information !== undefined || fields.place_name !== undefined) {
    content.kind = fields.live_location_period_seconds === undefined ? 'location' : 'live-location';
    const location = locationOf(fields, place, raw);
    if (location) content.location = location;
    else content.lines.push(...filledLines(fields.place_name));
    content.lines.push(...filledLines(fields.address));
  }
  if (fields.poll !== undefined) {
    content.kind = 'poll';
    if (isRecord(fields.poll)) content.poll = pollOf(fields.poll, place, raw);
    else keepOdd('poll', fields.poll, place, raw);
  }
  if (fields.game_title !== undefined) {
    content.lines.push(...filledLines(fields.game_title, fields.game_description, fields.game_link));
  }
  if (fields.todo_list !== undefined) {
    const { title, answers } = isRecord(fields.todo_list) ? fields.todo_list : {};
    content.lines.push(...filledLines(title, ...recordsIn(answers).map(({ text }) => text)));
    raw.todo_list = rawValue(fields.todo_list);
  }
  if (fields.invoice_information !== undefined) content.kind = 'payment';
  if (fields.giveaway_information !== undefined || fields.giveaway_results !== undefined) {
    content.kind = 'unknown';
  }
  const isOnce = fields.self_destruct_period_seconds === ONCE;
  if (isOnce && content.files.length > 0) content.kind = 'view-once';
  return content;
}

function addFiles(content: Content, fields: Fields, place: MessagePlace, raw: Raw): void {
  const { photo, file, media_type: media } = fields;
  if (photo !== undefined) {
    content.kind = 'image';
    content.files.push(fileOf(place, 'photo', photo, { bytes: fields.photo_file_size }, raw));
  }
  if (file === undefined) return;
  const { file_name: name, mime_type: mime, file_size: bytes } = fields;
  const isKnown = typeof media === 'string' && Object.hasOwn(MEDIA_KINDS, media);
  content.kind = media === undefined ? 'document' : isKnown ? MEDIA_KINDS[media]! : 'unknown';
  if (content.kind === 'unknown') raw.media_type = rawValue(media);
  const found = fileOf(place, 'file', file, { name, mime, bytes }, raw);
  content.files.push(found);
  // The small picture says something where the file itself is not there.
  const { thumbnail, thumbnail_file_size } = fields;
  if (thumbnail === undefined || isLeftOut(thumbnail) || found.path !== undefined) return;
  const small = fileOf(place, 'thumbnail', thumbnail, { bytes: thumbnail_file_size }, raw);
  if (small.path !== undefined) content.files.push(small);
}

function addContact(content: Content, fields: Fields, place: MessagePlace, raw: Raw): void {
  const { contact_information: contact, contact_vcard: card } = fields;
  if (contact === undefined) return;
  content.kind = 'contact';
  if (isRecord(contact)) {
    const { first_name, last_name, phone_number } = contact;
    content.lines.push(...filledLines(filledLines(first_name, last_name).join(' '), phone_number));
    raw.contact_information = rawValue(contact);
  } else keepOdd('contact_information', contact, place, raw);
  if (card === undefined) return;
  const bytes = fields.contact_vcard_file_size;
  content.files.push(fileOf(place, 'contact_vcard', card, { mime: 'text/vcard', bytes }, raw));
}

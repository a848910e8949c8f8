/** The bytes of the files that messages carry, the same for whichever phone has them. */
import { createHash } from 'node:crypto';
import { bytesOf, chance } from './chance.ts';
import type { Said } from './message.ts';
import { pdf } from './pdf.ts';
import { encodeJpeg } from './pictures/jpeg.ts';
import { drawScene } from './pictures/scenes.ts';
import { secondsOf, silentVoiceNote, wav } from './sound.ts';

export interface AttachedFile {
  readonly mime: string;
  /** With the dot. */
  readonly extension: string;
  /** Absent for sorts of files that are only ever mentioned: nobody here can make a video. */
  readonly bytes?: Buffer;
  readonly width?: number;
  readonly height?: number;
  readonly seconds?: number;
  /** The name its sender gave it. */
  readonly name?: string;
  /** What the message says of its size where there are no bytes. */
  readonly statedBytes: number;
  /** SHA-256 of the bytes, or of the bytes that it would have. */
  readonly sha256: Buffer;
}

const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  'Parade timetable.pdf': [
    'Lantern Parade - Friday 22 March 2024',
    '13:00  Ferry Road closes',
    '13:45  Stewards in place',
    '14:15  Parade leaves Market Square',
    '14:35  Front of the parade on Weir Bridge',
    '15:00  Songs and tea on the meadow',
    'Questions to Grace.',
  ],
  'Delivery note.pdf': ['Harbour Staging - delivery note', 'Crowd barriers, 2 m: 150', 'Ballast, 25 kg: 80'],
};

/** A document by its name: the same bytes wherever it turns up. */
export function documentBytes(name: string): Buffer {
  const lines = DOCUMENTS[name];
  if (lines === undefined) throw new Error(`nothing is known of the document ${name}`);
  return pdf(lines);
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** The file of a message, or undefined where its kind has none. */
export function fileOf(said: Said): AttachedFile | undefined {
  const { content } = said;
  const name = `file ${said.chat} ${said.at} ${content.kind}`;
  const by = chance(name);
  const only = (mime: string, extension: string, seconds?: number): AttachedFile => ({
    mime,
    extension,
    ...(seconds === undefined ? {} : { seconds }),
    statedBytes: by.whole(20_000, 900_000),
    sha256: bytesOf(name, 32),
  });
  const made = (
    bytes: Buffer,
    mime: string,
    extension: string,
    more: Partial<AttachedFile> = {},
  ): AttachedFile => ({
    mime,
    extension,
    bytes,
    statedBytes: bytes.length,
    sha256: sha256(bytes),
    ...more,
  });
  switch (content.kind) {
    case 'image': {
      const canvas = drawScene(content.picture, by);
      return made(encodeJpeg(canvas), 'image/jpeg', '.jpg', { width: canvas.width, height: canvas.height });
    }
    case 'voice':
      return made(silentVoiceNote(content.seconds, by.whole(1, 2 ** 31)), 'audio/ogg; codecs=opus', '.opus', {
        seconds: content.seconds,
      });
    case 'audio':
      return made(wav(content.sound), 'audio/wav', '.wav', { seconds: secondsOf(content.sound) });
    case 'document':
      return made(documentBytes(content.name), 'application/pdf', '.pdf', { name: content.name });
    case 'video':
    case 'gif':
      return only('video/mp4', '.mp4', content.seconds);
    case 'sticker':
      return only('image/webp', '.webp');
    case 'view-once':
      return only('image/jpeg', '.jpg');
    default:
      return undefined;
  }
}

export function vcardOf(name: string, number: string): string {
  const [given = '', family = ''] = name.split(' ');
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${family};${given};;;`,
    `FN:${name}`,
    `TEL;type=CELL;waid=${number}:+${number}`,
    'END:VCARD',
  ].join('\n');
}

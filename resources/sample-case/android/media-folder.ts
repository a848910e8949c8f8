/** The folder `Media` of the phone: what each file is called, where it stands, and whether it is still there. */
import { type AttachedFile, fileOf } from '../attached-file.ts';
import { chance } from '../chance.ts';
import { DAY, wallClock } from '../clock.ts';
import type { Said } from '../message.ts';
import { OWNER } from '../people.ts';

export interface StoredMedia {
  readonly file: AttachedFile;
  /** As msgstore.db has it, from `Media/` on; absent where the phone never downloaded the file. */
  readonly path?: string;
  readonly kept: boolean;
}

const PLACES: Readonly<Record<string, readonly [prefix: string, folder: string, sentApart: boolean]>> = {
  image: ['IMG', 'WhatsApp Images', true],
  video: ['VID', 'WhatsApp Video', true],
  gif: ['VID', 'WhatsApp Animated Gifs', true],
  sticker: ['STK', 'WhatsApp Stickers', false],
  voice: ['PTT', 'WhatsApp Voice Notes', false],
  audio: ['AUD', 'WhatsApp Audio', true],
  document: ['DOC', 'WhatsApp Documents', true],
};

/** Year and week, as the folders of voice notes are named. */
function weekOf(wall: Date): string {
  const start = Date.UTC(wall.getUTCFullYear(), 0, 1);
  return `${wall.getUTCFullYear()}${String(Math.floor((wall.getTime() - start) / (7 * DAY)) + 1).padStart(2, '0')}`;
}

export class MediaFolder {
  /** Files by their path from `Media/` on. */
  readonly files = new Map<string, Buffer>();
  private readonly ofDay = new Map<string, number>();

  /** Gives a place to the message's file; undefined where it has none. Messages must come in order of time. */
  store(said: Said): StoredMedia | undefined {
    const file = fileOf(said);
    if (file === undefined) return undefined;
    const place = PLACES[said.content.kind];
    // What is to be seen once is never saved.
    if (place === undefined) return { file, kept: false };
    const kept = file.bytes !== undefined && said.fileKept !== false;
    const by = chance(`downloaded ${said.chat} ${said.at}`);
    if (!kept && said.by !== OWNER && by.happens(0.5)) return { file, kept };

    const [prefix, folder, sentApart] = place;
    const wall = wallClock(said.at);
    const day = wall.toISOString().slice(0, 10).replaceAll('-', '');
    const number = this.ofDay.get(day) ?? 0;
    this.ofDay.set(day, number + 1);
    const name = `${prefix}-${day}-WA${String(number).padStart(4, '0')}${file.extension}`;
    const below =
      said.content.kind === 'voice' ? `${weekOf(wall)}/` : sentApart && said.by === OWNER ? 'Sent/' : '';
    const path = `Media/${folder}/${below}${name}`;
    if (kept) this.files.set(path, file.bytes!);
    return { file, path, kept };
  }
}

/**
 * Makes the sample case: `node resources/sample-case/make.ts [FOLDER]`, into this folder without one.
 * The files it makes are part of the repository; the test beside holds them against a new run.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contacts } from './android/contacts.ts';
import { MediaFolder } from './android/media-folder.ts';
import { msgstore } from './android/msgstore.ts';
import { bytesOf } from './chance.ts';
import { INSTANT, TIME_ZONE } from './clock.ts';
import { keyFile, sealCrypt15 } from './crypt15.ts';
import { archive } from './iphone/archive.ts';
import { EXPORT_NAME, exportedChat } from './iphone/chat-text.ts';
import { INSTAGRAM_FOLDER, instagramDownload } from './laptop/instagram.ts';
import { TELEGRAM_FOLDER, telegramExport } from './laptop/telegram.ts';
import { OWNER, person } from './people.ts';
import { timeline } from './timeline.ts';

/** What `case.json` says, for `electron/cases/sample-case.ts`; files are relative to its folder, with `/`. */
export interface SampleManifest {
  readonly reference: string;
  readonly about: string;
  readonly timeZone: string;
  /** The moment that the case is about, RFC 3339. */
  readonly instant: string;
  readonly incident: string;
  /** One intake request each. */
  readonly exhibits: readonly {
    readonly reference: string;
    readonly title: string;
    /** Files and folders. */
    readonly files: readonly string[];
    readonly keyFile?: string;
    /** The zone of the device's clock, for exports that hold local times. */
    readonly timeZone?: string;
  }[];
}

const MANIFEST: SampleManifest = {
  reference: 'OP LANTERN',
  about:
    'A made-up case for trying Threadline out: every person, number, place and event in it is fictional.',
  timeZone: TIME_ZONE,
  instant: INSTANT,
  incident: 'Attack on the Lantern Parade at Weir Bridge',
  exhibits: [
    {
      reference: 'AB/1',
      title: 'Android phone of Daniel Marsh: WhatsApp backup with its key, contacts and media',
      files: ['AB-1/msgstore.db.crypt15', 'AB-1/wa.db', 'AB-1/Media'],
      keyFile: 'AB-1/encrypted_backup.key',
    },
    {
      reference: 'AB/2',
      title: 'iPhone of Jonas Keller: WhatsApp export of the chat with Daniel Marsh',
      files: [`AB-2/${EXPORT_NAME}`],
      timeZone: TIME_ZONE,
    },
    {
      reference: 'AB/3',
      title: 'Laptop of Jonas Keller: Telegram Desktop export and Instagram download',
      files: ['AB-3'],
      timeZone: TIME_ZONE,
    },
  ],
};

/** As JSON, lists of texts on one line. */
function manifest(): string {
  const json = JSON.stringify(MANIFEST, undefined, 2);
  return `${json.replace(/\[\s+("[^\]]*")\s+\]/g, (_, list: string) => `[${list.replace(/\s*\n\s*/g, ' ')}]`)}\n`;
}

/** All files of the case by their path. */
export async function sampleCase(): Promise<ReadonlyMap<string, Buffer>> {
  const said = timeline();
  const media = new MediaFolder();
  const root = bytesOf('root key', 32);
  const files = new Map<string, Buffer>();
  files.set('case.json', Buffer.from(manifest()));
  files.set('AB-1/encrypted_backup.key', keyFile(root));
  files.set(
    'AB-1/msgstore.db.crypt15',
    sealCrypt15(msgstore(said, media), {
      root,
      iv: bytesOf('nonce', 16),
      appVersion: '2.24.5.76',
      lastDigits: person(OWNER).number.slice(-2),
    }),
  );
  files.set('AB-1/wa.db', contacts(said));
  for (const [name, bytes] of media.files) files.set(`AB-1/${name}`, bytes);
  const chat = exportedChat(said.filter((one) => one.chat === 'jonas'));
  files.set(`AB-2/${EXPORT_NAME}`, await archive(chat));
  const telegram = telegramExport();
  files.set(`AB-3/${TELEGRAM_FOLDER}/result.json`, Buffer.from(telegram.json));
  for (const [name, bytes] of telegram.files) files.set(`AB-3/${TELEGRAM_FOLDER}/${name}`, bytes);
  for (const [name, bytes] of instagramDownload()) files.set(`AB-3/${INSTAGRAM_FOLDER}/${name}`, bytes);
  return files;
}

/** Writes the case into a folder, in place of what an earlier run left there. */
export async function makeSampleCase(folder: string): Promise<void> {
  const files = await sampleCase();
  for (const exhibit of ['AB-1', 'AB-2', 'AB-3'])
    rmSync(path.join(folder, exhibit), { recursive: true, force: true });
  for (const [name, bytes] of files) {
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}

if (import.meta.main) await makeSampleCase(process.argv[2] ?? import.meta.dirname);

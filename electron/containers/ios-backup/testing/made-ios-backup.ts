/** Writes backups as Finder and iTunes do, for tests and benchmarks: plain or encrypted, whole or with a defect. */
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makePlist, type PlistToMake } from '../../../../shared/encoding/testing/made-plist.ts';
import { wrapKey } from '../aes-wrap.ts';

export interface MadeFile {
  readonly domain: string;
  readonly relativePath: string;
  /** Absent for a folder or a link. */
  readonly content?: Uint8Array | string;
  /** 1 a file, 2 a folder, 4 a link. */
  readonly flags?: number;
  /** Instead of the SHA-1 of its name. */
  readonly fileId?: string;
  /** Instead of the content's length. */
  readonly size?: number;
  /** Of the class whose key wraps its own. */
  readonly protectionClass?: number;
  /** Leaves the content out of the folder. */
  readonly isMissing?: true;
  /** Instead of the archived record. */
  readonly record?: Uint8Array | null;
}

export interface MadeBackup {
  readonly files: readonly MadeFile[];
  /** Encrypts it. */
  readonly password?: string;
  /** First and second derivation; the first is left out when 0. */
  readonly rounds?: readonly [first: number, second: number];
  /** Changes the list before it is written. */
  readonly manifest?: (list: Record<string, PlistToMake>) => void;
  /** Changes the key bag. */
  readonly keyBag?: (bag: Buffer) => Buffer;
  /** Leaves Manifest.db open, as iOS 10.0 did. */
  readonly openDatabase?: true;
}

export const WHATSAPP_DOMAIN = 'AppDomainGroup-group.net.whatsapp.WhatsApp.shared';

/** The key of a class, a file or the list, made of its name. */
const keyOf = (name: string): Buffer => createHash('sha256').update(name).digest();
const CLASSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

function record(tag: string, value: Uint8Array | number): Buffer {
  const bytes = typeof value === 'number' ? Buffer.alloc(4) : Buffer.from(value);
  if (typeof value === 'number') bytes.writeUInt32BE(value);
  const head = Buffer.alloc(8);
  head.write(tag, 'latin1');
  head.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

function makeKeyBag(password: string, [first, second]: readonly [number, number]): Buffer {
  const [salt, firstSalt] = [keyOf('salt').subarray(0, 20), keyOf('first salt').subarray(0, 20)];
  let secret: Uint8Array = Buffer.from(password, 'utf8');
  if (first > 0) secret = pbkdf2Sync(secret, firstSalt, first, 32, 'sha256');
  const key = pbkdf2Sync(secret, salt, second, 32, 'sha1');
  return Buffer.concat([
    record('VERS', 5),
    record('TYPE', 1),
    record('UUID', keyOf('bag').subarray(0, 16)),
    record('HMCK', keyOf('hmck')),
    record('WRAP', 1),
    record('SALT', salt),
    record('ITER', second),
    ...(first > 0 ? [record('DPWT', 1), record('DPIC', first), record('DPSL', firstSalt)] : []),
    ...CLASSES.flatMap((number) => [
      record('UUID', keyOf(`uuid ${number}`).subarray(0, 16)),
      record('CLAS', number),
      // Keys of this device only are wrapped by the device's own as well.
      record('WRAP', number === 11 ? 1 : 2),
      record('KTYP', 0),
      record('WPKY', wrapKey(key, keyOf(`class ${number}`))),
    ]),
  ]);
}

/** Class in 4 bytes, little-endian, then the key, wrapped. */
function wrapped(protectionClass: number, key: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32LE(protectionClass);
  return Buffer.concat([head, wrapKey(keyOf(`class ${protectionClass}`), key)]);
}

function sealed(content: Uint8Array, key: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return Buffer.concat([cipher.update(content), cipher.final()]);
}

/** An MBFile as NSKeyedArchiver writes it. */
function fileRecord(file: MadeFile, size: number, encryptionKey: Uint8Array | undefined): Uint8Array {
  return makePlist({
    $version: 100_000,
    $archiver: 'NSKeyedArchiver',
    $top: { root: { uid: 1 } },
    $objects: [
      '$null',
      {
        $class: { uid: 3 },
        Birth: 1_700_000_000,
        Flags: 0,
        GroupID: 501,
        InodeNumber: 1,
        LastModified: 1_700_000_000,
        LastStatusChange: 1_700_000_000,
        Mode: 33_188,
        ProtectionClass: file.protectionClass ?? 3,
        RelativePath: { uid: 2 },
        Size: size,
        UserID: 501,
        ...(encryptionKey ? { EncryptionKey: { uid: 4 } } : {}),
      },
      file.relativePath,
      { $classes: ['MBFile', 'NSObject'], $classname: 'MBFile' },
      ...(encryptionKey ? [{ $class: { uid: 5 }, 'NS.data': encryptionKey }] : []),
      { $classes: ['NSMutableData', 'NSData', 'NSObject'], $classname: 'NSMutableData' },
    ],
  });
}

export const fileIdOf = (domain: string, relativePath: string): string =>
  createHash('sha1').update(`${domain}-${relativePath}`).digest('hex');

/** Writes a backup into a folder, which is made. */
export function makeIosBackup(folder: string, made: MadeBackup): void {
  const { files, password, rounds = [20, 10] } = made;
  mkdirSync(folder, { recursive: true });
  const database = path.join(folder, 'Manifest.db');
  const db = new DatabaseSync(database);
  db.exec(`PRAGMA journal_mode=OFF; BEGIN;
    CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
    CREATE INDEX FilesDomainIdx ON Files(domain); CREATE INDEX FilesRelativePathIdx ON Files(relativePath);
    CREATE INDEX FilesFlagsIdx ON Files(flags);
    CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);`);
  const insert = db.prepare('INSERT INTO Files VALUES (?, ?, ?, ?, ?)');
  for (const file of files) {
    const { domain, relativePath, flags = 1, content } = file;
    const id = file.fileId ?? fileIdOf(domain, relativePath);
    const bytes = Buffer.from(content ?? '');
    const key = keyOf(`file ${domain} ${relativePath}`);
    const wrappedKey =
      password !== undefined && flags === 1 ? wrapped(file.protectionClass ?? 3, key) : undefined;
    const blob =
      file.record === undefined ? fileRecord(file, file.size ?? bytes.length, wrappedKey) : file.record;
    insert.run(id, domain, relativePath, flags, blob);
    if (flags !== 1 || file.isMissing) continue;
    const target = path.join(folder, id.slice(0, 2), id);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, password === undefined ? bytes : sealed(bytes, key));
  }
  db.exec('COMMIT');
  db.close();

  const list: Record<string, PlistToMake> = {
    BackupKeyBag: Buffer.alloc(0),
    Date: { date: 732_000_000 },
    IsEncrypted: password !== undefined,
    Lockdown: { DeviceName: 'iPhone', ProductVersion: '17.4' },
    SystemDomainsVersion: '24.0',
    Version: '10.0',
    WasPasscodeSet: true,
  };
  if (password !== undefined) {
    const bag = makeKeyBag(password, rounds);
    list.BackupKeyBag = made.keyBag ? made.keyBag(bag) : bag;
    if (!made.openDatabase) {
      list.ManifestKey = wrapped(4, keyOf('manifest'));
      writeFileSync(database, sealed(readFileSync(database), keyOf('manifest')));
    }
  }
  made.manifest?.(list);
  writeFileSync(path.join(folder, 'Manifest.plist'), makePlist(list));
  writeFileSync(path.join(folder, 'Info.plist'), '<?xml version="1.0"?><plist version="1.0"><dict/></plist>');
  writeFileSync(
    path.join(folder, 'Status.plist'),
    makePlist({ IsFullBackup: true, SnapshotState: 'finished' }),
  );
  rmSync(`${database}-journal`, { force: true });
}

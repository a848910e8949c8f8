/** Files of messages. The archive names each by its message: `direct_messages_media/MESSAGEID-NAME`. */
import type { EvidenceTree } from '../../../shared/evidence/index.ts';
import type { Attachment, MessageKind } from '../../../shared/model/index.ts';

const FILE = /(?:^|\/)direct_messages?(?:_group)?_media\/(\d{1,20})-([^/]+)$/i;

const KINDS: readonly (readonly [MessageKind, RegExp])[] = [
  ['image', /\.(?:jpe?g|png|webp|heic|bmp)$/i],
  ['gif', /\.gif$/i],
  ['video', /\.(?:mp4|mov|webm|m4v|m3u8)$/i],
  ['audio', /\.(?:aac|m4a|mp3|ogg|opus|wav)$/i],
];

const kindByEnding = (name: string): MessageKind =>
  KINDS.find(([, ending]) => ending.test(name))?.[0] ?? 'document';

/** The name at the end of a web address, without its query. */
const nameIn = (url: string): string => /([^/?#]*)(?:[?#].*)?$/s.exec(url)![1]!;

export interface FoundFiles {
  readonly attachments: Attachment[];
  /** Parallel to `attachments`. */
  readonly paths: (string | undefined)[];
  readonly kind: MessageKind | undefined;
}

export class Media {
  private readonly byMessage = new Map<string, { readonly name: string; readonly path: string }[]>();

  /** @param home folder of the archive's `.js` files, ending with `/`; empty at the root. */
  constructor(tree: EvidenceTree, home: string) {
    for (const { path } of tree.entries) {
      const named = path.startsWith(home) ? FILE.exec(path) : null;
      if (!named) continue;
      const file = { name: named[2]!, path };
      const known = this.byMessage.get(named[1]!);
      if (known) known.push(file);
      else this.byMessage.set(named[1]!, [file]);
    }
  }

  /** Files of a message: those of its addresses, in their order, and others that the archive has for it. */
  of(id: string | undefined, urls: readonly string[]): FoundFiles {
    const there = [...(id === undefined ? [] : (this.byMessage.get(id) ?? []))];
    const found: FoundFiles & { kind: MessageKind | undefined } = {
      attachments: [],
      paths: [],
      kind: undefined,
    };
    const take = (place: number): string | undefined => there.splice(place, 1)[0]?.path;
    for (const url of urls) {
      const name = nameIn(url);
      const place = there.findIndex((file) => file.name.toLowerCase() === name.toLowerCase());
      // A film of several sizes can lie there as another one than the address is of.
      const only = place < 0 && urls.length === 1 && there.length === 1 ? 0 : place;
      const path = only < 0 ? undefined : take(only);
      found.attachments.push({ ...(name === '' ? {} : { name }), present: path !== undefined });
      found.paths.push(path);
      found.kind ??= url.includes('/dm_gif/') ? 'gif' : kindByEnding(name);
    }
    for (const { name, path } of there) {
      found.attachments.push({ name, present: true });
      found.paths.push(path);
      found.kind ??= kindByEnding(name);
    }
    return found;
  }
}

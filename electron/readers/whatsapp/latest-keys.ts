/** Messages remembered by their keys: most replies are to one of the latest. */
const REMEMBERED = 2 ** 16;

/** The latest messages by key; where two share a place, the later one has it. */
export class LatestKeys {
  private readonly keys: (string | undefined)[] = new Array(REMEMBERED).fill(undefined);
  private readonly chats: (object | undefined)[] = new Array(REMEMBERED).fill(undefined);
  /** Ordinal, negative for an own message. */
  private readonly ordinals = new Float64Array(REMEMBERED);

  add(chat: object, fromMe: boolean, key: string, ordinal: number): void {
    const place = placeOf(key);
    this.keys[place] = key;
    this.chats[place] = chat;
    this.ordinals[place] = fromMe ? -ordinal : ordinal;
  }

  find(chat: object, fromMe: boolean, key: string): number | undefined {
    const place = placeOf(key);
    if (this.keys[place] !== key || this.chats[place] !== chat) return undefined;
    const ordinal = this.ordinals[place]!;
    return ordinal < 0 === fromMe ? Math.abs(ordinal) : undefined;
  }
}

/** FNV-1a over the key's end, where keys differ. */
function placeOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, key.length - 8); i < key.length; i++) {
    hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  }
  return (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
}

/** For a main process that reaches the page by text alone: the case port's messages as text, bytes in base64, and what it asks. */

/** What an opened case has. */
export interface Held {
  readonly exhibits: readonly {
    readonly exhibit: string;
    readonly messages: number;
    readonly texts: string;
  }[];
  readonly decisions: readonly string[];
  /** Names of tags, and texts of notes. */
  readonly annotations: readonly string[];
  readonly damage: readonly string[];
}

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  }
  return btoa(text);
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

export function toText(message: unknown): string {
  return JSON.stringify(message, (_key, value) => {
    if (value instanceof ArrayBuffer) return { $buffer: toBase64(new Uint8Array(value)) };
    if (value instanceof Uint8Array) return { $bytes: toBase64(value) };
    return value;
  });
}

export function fromText(text: string): unknown {
  return JSON.parse(text, (_key, value) => {
    if (typeof value?.$buffer === 'string') return fromBase64(value.$buffer).buffer;
    if (typeof value?.$bytes === 'string') return fromBase64(value.$bytes);
    return value;
  });
}

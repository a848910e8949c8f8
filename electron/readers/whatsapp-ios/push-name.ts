/**
 * `ZWAMESSAGE.ZPUSHNAME`: the name itself in older versions, later a protobuf in base64 whose field 1 is
 * the name.
 */
import { bytesOf, readProtobuf } from '../../../shared/encoding/protobuf.ts';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The name; undefined where none was given. A text that is only by chance base64 is a name. */
export function pushNameOf(text: string): string | undefined {
  if (!BASE64.test(text)) return text;
  const fields = readProtobuf(Buffer.from(text, 'base64'));
  if (!fields || fields.length === 0) return text;
  const name = bytesOf(fields, 1);
  if (!name) return fields.every(({ number }) => number <= 4) ? undefined : text;
  try {
    return utf8.decode(name) || undefined;
  } catch {
    return text;
  }
}

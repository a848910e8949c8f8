/**
 * `ZWAMEDIAITEM.ZMETADATA`: what belongs to a message of whatever type. A protobuf without a published
 * schema; the fields read are as public forensic tools found them:
 *
 *   5   key of the message replied to; 6 its author, absent for the owner's own
 *   24, 43, 51  a template: 1 {2, 6, 7 texts}
 *   26  a product: 1 {1 {3 title, 4 description, 5 currency, 6 price in thousandths}, 2 seller}
 *   28  an invitation to a group: 4 its name
 *   36  seconds until messages disappear
 *   87  a call: 1 {3 seconds}
 *
 * Databases from before 2018 have a property list here, which is not read.
 */
import { bytesOf, numberOf, type ProtobufField, readProtobuf } from '../../../shared/encoding/protobuf.ts';
import { lines } from '../whatsapp/lines.ts';

export interface Metadata {
  readonly quotedKey: string | undefined;
  /** Texts of a template, a product or an invitation, one a line. */
  readonly says: string | undefined;
  /** Price of a product with its currency. */
  readonly price: string | undefined;
  readonly timerSeconds: number | undefined;
  readonly callSeconds: number | undefined;
}

const text = (fields: readonly ProtobufField[] | undefined, number: number): string | undefined => {
  const bytes = fields && bytesOf(fields, number);
  return bytes && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
};

function inner(fields: readonly ProtobufField[] | undefined, number: number): ProtobufField[] | undefined {
  const bytes = fields && bytesOf(fields, number);
  return bytes && readProtobuf(bytes);
}

function productOf(fields: readonly ProtobufField[] | undefined): Pick<Metadata, 'says' | 'price'> {
  const about = inner(inner(fields, 1), 1);
  const amount = about && numberOf(about, 6);
  const price = [amount === undefined ? undefined : String(amount / 1000), text(about, 5)].filter(
    (part) => part !== undefined,
  );
  return {
    says: lines(text(about, 3), text(about, 4)),
    price: price.length === 0 ? undefined : price.join(' '),
  };
}

/** What the bytes say; undefined when they are no protobuf. */
export function readMetadata(bytes: Uint8Array): Metadata | undefined {
  const fields = readProtobuf(bytes);
  if (!fields) return undefined;
  let says: string | undefined;
  let price: string | undefined;
  let timerSeconds: number | undefined;
  let callSeconds: number | undefined;
  for (const { number } of fields) {
    switch (number) {
      case 24:
      case 43:
      case 51: {
        const template = inner(inner(fields, number), 1);
        says = lines(text(template, 2), text(template, 6), text(template, 7)) ?? says;
        break;
      }
      case 26:
        ({ says, price } = productOf(inner(fields, 26)));
        break;
      case 28:
        says = text(inner(fields, 28), 4);
        break;
      case 36:
        timerSeconds = numberOf(fields, 36);
        break;
      case 87: {
        const call = inner(inner(fields, 87), 1);
        callSeconds = call && numberOf(call, 3);
      }
    }
  }
  const quotedKey = text(fields, 5);
  return { quotedKey: quotedKey === '' ? undefined : quotedKey, says, price, timerSeconds, callSeconds };
}

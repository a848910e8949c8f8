export { mismatchOf } from './claims.ts';
export { HEAD_BYTES, isPlainText, mediaTypeOf } from './media-type.ts';

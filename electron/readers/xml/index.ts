export { beginningOf } from './beginning.ts';
export { CappedText } from './capped-text.ts';
export { DECLARATION_BYTES } from './encoding.ts';
export { XML_LIMITS } from './limits.ts';
export { parseXml, type TagPlace, type XmlAttributes, type XmlHandler } from './parse.ts';

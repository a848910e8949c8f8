/** What the parser says of XML that is not well-formed, and what is made of it. */

export interface Problem {
  /** For people; says what was done about it. */
  readonly reason: string;
  /** Whether nothing behind it can be read. */
  readonly ends: boolean;
}

const goesOn = (reason: string): Problem => ({ reason, ends: false });
const ends = (what: string): Problem => ({ reason: `${what}; nothing behind it was read`, ends: true });

/** By the beginning of the parser's message, which goes on with line and column. */
const PROBLEMS: readonly (readonly [message: string, Problem])[] = [
  ['Invalid character entity', goesOn('an entity that XML does not have, kept as it is written')],
  ['Invalid character in entity name', goesOn('“&” that begins no entity, kept as it is written')],
  ['Text data outside of root node', goesOn('text in front of the XML, not read')],
  ['Unencoded <', goesOn('“<” that begins no tag, kept as it is written')],
  ['Malformed comment', goesOn('a comment with “--” in it')],
  ['Invalid attribute name', goesOn('an attribute that is not well-formed')],
  ['Attribute without value', goesOn('an attribute that is not well-formed')],
  ['Unquoted attribute value', goesOn('an attribute that is not well-formed')],
  ['No whitespace between attributes', goesOn('an attribute that is not well-formed')],
  ['Non-whitespace before first tag', goesOn('text in front of the XML, not read')],
  ['Unclosed root tag', ends('the file is cut off: its elements are not all closed')],
  ['Unexpected end', ends('the file is cut off within a tag, a comment or an entity')],
  ['Unexpected close tag', ends('a tag closes an element that is not the innermost')],
  ['Unmatched closing tag', ends('a tag closes an element that is not open')],
  ['Max buffer length exceeded', ends('a name, tag or comment that is too long')],
];

/** @param message of the parser's error. */
export function problemOf(message: string): Problem {
  const found = PROBLEMS.find(([start]) => message.startsWith(start));
  if (found) return found[1];
  return ends(`it is not well-formed XML (${message.split('\n', 1)[0]})`);
}

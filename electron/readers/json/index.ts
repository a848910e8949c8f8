/**
 * JSON of any size, from its bytes as they come: what the readers of JSON exports use.
 *
 *     for await (const events of jsonEvents(entry.open(), { members: { messages: { elements: {} } } })) {
 *       for (const event of events) if (event.is === 'elements') …
 *     }
 *
 * What is wrong with a file comes as `refused` and `problem` events among the values; nothing but what
 * `entry.open()` throws is thrown. Strings may have lone surrogates in them. A number that a double does not
 * hold exactly comes as a string of its digits.
 */
export type { DocumentOptions } from './document.ts';
export type { Descent, JsonEvent, JsonPath } from './events.ts';
export { JSON_LIMITS, type JsonLimits } from './limits.ts';
export type { JsonLineEvent } from './lines.ts';
export { PROBLEM, type ProblemReason, REFUSED, type RefusedReason } from './problems.ts';
export { jsonEvents, jsonLines } from './stream.ts';

/** The import's command line, checked. */
import { parseArgs } from 'node:util';
import type { ReadOptions } from '../../shared/evidence/index.ts';
import { type DateOrder, exhibitSlug } from '../../shared/model/index.ts';
import { distinct, evidenceName } from '../intake/names.ts';
import type { KeySource } from '../intake/protocol.ts';
import { timeZoneOf, UsageError } from './usage.ts';

export interface ImportRequest {
  readonly out: string;
  readonly exhibits: readonly { readonly reference: string; readonly paths: readonly string[] }[];
  readonly key?: KeySource;
  readonly options: ReadOptions;
  readonly media: boolean;
  readonly json: boolean;
}

const DATE_ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const LONGEST_REFERENCE = 200;

function dateOrderOf(given: string): DateOrder {
  const order = DATE_ORDERS.find((known) => known === given);
  if (!order) throw new UsageError(`--date-order ${given}: it is dmy, mdy or ymd`);
  return order;
}

function referenceOf(given: string): string {
  const reference = given.trim();
  if (reference === '') throw new UsageError('--exhibit: the reference is empty');
  if (reference.length > LONGEST_REFERENCE) {
    throw new UsageError(`--exhibit: the reference is longer than ${LONGEST_REFERENCE} characters`);
  }
  return reference;
}

/** @throws UsageError, or what node:util's parseArgs throws. */
export function importRequest(argv: string[]): ImportRequest {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      key: { type: 'string' },
      exhibit: { type: 'string' },
      timezone: { type: 'string' },
      'date-order': { type: 'string' },
      media: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  if (positionals.length === 0) throw new UsageError('import: EVIDENCE is needed');
  if (!values.out) throw new UsageError('import: --out DIR is needed');
  const key = values.key;
  return {
    out: values.out,
    exhibits:
      values.exhibit === undefined
        ? // Message ids hold the slug of the reference, so that is what has to differ.
          distinct(positionals.map(evidenceName), exhibitSlug).map((reference, index) => ({
            reference,
            paths: [positionals[index]!],
          }))
        : [{ reference: referenceOf(values.exhibit), paths: positionals }],
    ...(key === undefined ? {} : { key: /^[0-9a-f]{64}$/i.test(key) ? { hex: key } : { file: key } }),
    options: {
      ...(values.timezone === undefined ? {} : { timeZone: timeZoneOf(values.timezone) }),
      ...(values['date-order'] === undefined ? {} : { dateOrder: dateOrderOf(values['date-order']) }),
    },
    media: values.media ?? false,
    json: values.json ?? false,
  };
}

/** Whether a message of the case is what a field of a query asks. */
import { MESSAGE_KINDS } from '../../../shared/model/index.ts';
import { dateTest, type FieldIs, HAS_KINDS, type Has, nameTest } from '../../../shared/search/index.ts';
import { FLAG } from '../../../shared/segment/index.ts';
import type { Zone } from '../../../shared/time/zone.ts';
import { annotationsOf } from '../annotated.ts';
import type { CaseIndex } from '../case-index.ts';

const FLAG_OF: Readonly<Partial<Record<Has, number>>> = {
  text: FLAG.text,
  attachment: FLAG.attachment,
  location: FLAG.location,
  reaction: FLAG.reactions,
  reply: FLAG.reply,
  mention: FLAG.mentions,
  poll: FLAG.poll,
  call: FLAG.call,
  edited: FLAG.edited,
  deleted: FLAG.deleted,
  forwarded: FLAG.forwarded,
};

const ones = (flags: readonly boolean[]): Uint8Array => Uint8Array.from(flags, (flag) => (flag ? 1 : 0));

export function fieldTest(index: CaseIndex, zone: Zone, { field, value }: FieldIs): (row: number) => boolean {
  const { columns: c, people, chats, exhibits, annotated } = index;
  switch (field) {
    case 'from': {
      const is = nameTest(value);
      const asked = ones([
        ...people.map((person) =>
          is([
            person.name,
            ...person.names.map(({ name }) => name),
            ...person.ids.map(({ id }) => id),
            person.phone ?? '',
          ]),
        ),
        // The place of messages without a sender.
        false,
      ]);
      return (row) => asked[c.sender[row]!] === 1;
    }
    case 'in': {
      const is = nameTest(value);
      const asked = ones(chats.map(({ title, id }) => is([title, id])));
      return (row) => asked[c.chat[row]!] === 1;
    }
    case 'kind': {
      const kind = (MESSAGE_KINDS as readonly string[]).indexOf(value);
      return (row) => c.kind[row] === kind;
    }
    case 'has': {
      if (value === 'tag') return (row) => annotationsOf(annotated, row).tags.length > 0;
      if (value === 'note') return (row) => annotationsOf(annotated, row).notes > 0;
      const flag = FLAG_OF[value as Has] ?? 0;
      const kinds = ones(MESSAGE_KINDS.map((kind) => HAS_KINDS[value as Has]?.includes(kind) ?? false));
      return (row) => (c.flags[row]! & flag) !== 0 || kinds[c.kind[row]!] === 1;
    }
    case 'platform': {
      const asked = ones(chats.map(({ platform }) => platform === value));
      return (row) => asked[c.chat[row]!] === 1;
    }
    case 'exhibit': {
      const wanted = value.toLowerCase();
      const asked = ones(exhibits.map((exhibit) => exhibit.toLowerCase() === wanted));
      return (row) => asked[c.exhibit[row]!] === 1;
    }
    case 'before':
    case 'after':
    case 'on': {
      const is = dateTest(field, value, zone);
      return (row) => is(c.when[row]!);
    }
    case 'tag': {
      const is = nameTest(value);
      const { state, rows } = annotated;
      const asked = new Set([...state.tags.values()].filter(({ name }) => is([name])).map(({ id }) => id));
      return (row) => rows.get(row)?.tags.some((tag) => asked.has(tag)) ?? false;
    }
  }
}

/** The piece of work during which a workbench is killed: imports, decisions, tags and notes, an import again. */
import type { Annotation } from '../../shared/annotations/index.ts';
import type { Decision } from '../../shared/people/index.ts';

export interface Step {
  readonly name: string;
  readonly does:
    | { readonly kind: 'import'; readonly exhibit: string; readonly evidence: string }
    | { readonly kind: 'decide'; readonly entry: Decision }
    | { readonly kind: 'annotate'; readonly entry: Annotation };
}

const AT = '2024-04-01T08:00:00.000Z';

const imported = (name: string, exhibit: string, evidence: string): Step => ({
  name,
  does: { kind: 'import', exhibit, evidence },
});
const merged = (id: string): Step => ({
  name: id,
  does: {
    kind: 'decide',
    entry: {
      id,
      at: AT,
      reason: 'one man',
      kind: 'merge',
      accounts: ['whatsapp\0in\0AB/1\0Ana', 'whatsapp\0in\0AB/1\0Ben'],
    },
  },
});
const by = (id: string) => ({ id, at: AT, author: 'test', reason: '' });
const tag = (name: string): Step => ({
  name,
  does: {
    kind: 'annotate',
    entry: {
      ...by(`made ${name}`),
      kind: 'tag-made',
      tag: `id of ${name}`,
      name,
      colour: 'teal',
      letters: 'T',
    },
  },
});
const note = (name: string): Step => ({
  name,
  does: {
    kind: 'annotate',
    entry: {
      ...by(`written ${name}`),
      kind: 'note-written',
      note: `id of ${name}`,
      subject: { kind: 'chat', exhibit: 'AB/1', platform: 'whatsapp', id: 'none' },
      text: name,
    },
  },
});

export const STEPS: readonly Step[] = [
  imported('AB/1', 'AB/1', 'phone'),
  merged('decision 1'),
  tag('tag 1'),
  note('note 1'),
  imported('AB/2', 'AB/2', 'desktop'),
  tag('tag 2'),
  merged('decision 2'),
  imported('AB/1 again', 'AB/1', 'phone'),
  note('note 2'),
];

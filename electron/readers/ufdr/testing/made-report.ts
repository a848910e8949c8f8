/** Reports as Cellebrite's Physical Analyzer writes them (report.xml, version 2 of its schema), for tests. */
import type { EvidenceTree, ReadOptions } from '../../../../shared/evidence/index.ts';
import type { Platform } from '../../../../shared/model/index.ts';
import { memoryTree } from '../../testing/memory-tree.ts';
import { type ReadDrafts, readDrafts } from '../../testing/read-drafts.ts';
import { ufdr } from '../loader.ts';

export const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

export const field = (name: string, value: string, type = 'String'): string =>
  `<field name="${name}" type="${type}"><value type="${type}">${cdata(value)}</value></field>`;

export type Fields = Readonly<Record<string, string>>;
const fieldsOf = (fields: Fields): string =>
  Object.entries(fields)
    .map(([name, value]) => field(name, value))
    .join('\n');

let nextId = 1;
const newId = (): string => `00000000-0000-4000-8000-${String(nextId++).padStart(12, '0')}`;

/** A model with its fields, and what stands in it beside them. */
export function model(type: string, fields: Fields, within = '', attributes: Fields = {}): string {
  const all = { id: newId(), deleted_state: 'Intact', decoding_confidence: 'High', ...attributes };
  const written = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
  return `<model type="${type}"${written.join('')}>${fieldsOf(fields)}${within}</model>\n`;
}

export const one = (name: string, content: string): string =>
  `<modelField name="${name}">${content}</modelField>`;
export const many = (name: string, content: string): string =>
  `<multiModelField name="${name}">${content}</multiModelField>`;

export interface MadeParty {
  readonly id?: string;
  readonly name?: string;
  readonly owner?: boolean;
  readonly role?: string;
}

export const party = ({ id, name, owner, role }: MadeParty): string =>
  model('Party', {
    ...(id === undefined ? {} : { Identifier: id }),
    Role: role ?? 'General',
    ...(name === undefined ? {} : { Name: name }),
    IsPhoneOwner: owner ? 'True' : 'False',
  });

export interface MadeMessage {
  readonly id?: string;
  readonly key?: string;
  readonly from?: MadeParty;
  readonly to?: readonly MadeParty[];
  readonly body?: string;
  readonly at?: string;
  readonly state?: string;
  readonly source?: string;
  readonly fields?: Fields;
  readonly attachments?: readonly {
    readonly id?: string;
    readonly fields: Fields;
    readonly fileId?: string;
  }[];
  readonly labels?: readonly string[];
  /** Put in front of the model's end, as it is. */
  readonly more?: string;
}

export function message(made: MadeMessage): string {
  const attached = (made.attachments ?? []).map(({ id, fields, fileId }) =>
    model('Attachment', fields, '', {
      ...(id === undefined ? {} : { id }),
      ...(fileId === undefined ? {} : { file_id: fileId }),
    }),
  );
  const labels = (made.labels ?? []).map((label) => model('MessageLabel', { Label: label }));
  return model(
    'InstantMessage',
    {
      ...(made.source === undefined ? {} : { SourceApplication: made.source }),
      ...(made.key === undefined ? {} : { Identifier: made.key }),
      ...(made.body === undefined ? {} : { Body: made.body }),
      TimeStamp: made.at ?? '2024-03-22T14:38:05.000+00:00',
      ...made.fields,
    },
    [
      made.from ? one('From', party(made.from)) : '',
      many('To', (made.to ?? []).map(party).join('')),
      many('Attachments', attached.join('')),
      labels.length > 0 ? many('MessageExtraData', labels.join('')) : '',
      made.more ?? '',
    ].join(''),
    { ...(made.id === undefined ? {} : { id: made.id }), deleted_state: made.state ?? 'Intact' },
  );
}

export interface MadeChat {
  readonly source?: string;
  readonly id?: string;
  readonly fields?: Fields;
  readonly participants?: readonly MadeParty[];
  readonly messages?: readonly MadeMessage[];
  readonly more?: string;
}

export function chat(made: MadeChat): string {
  return model(
    'Chat',
    {
      ...(made.source === undefined ? {} : { Source: made.source }),
      ...(made.id === undefined ? {} : { Id: made.id }),
      ...made.fields,
    },
    many('Participants', (made.participants ?? []).map(party).join('')) +
      many('Messages', (made.messages ?? []).map(message).join('')) +
      (made.more ?? ''),
  );
}

export const group = (type: string, models: string): string =>
  `<modelType type="${type}">\n${models}</modelType>\n`;

export const HEAD = `<?xml version="1.0" encoding="utf-8"?>
<project id="00000000-0000-4000-8000-aaaaaaaaaaaa" name="Phone" reportVersion="5.0.0.0" licenseID="1" containsGarbage="False" extractionType="FileSystem" xmlns="http://pa.cellebrite.com/report/2.0">
  <sourceExtractions><extractionInfo id="0" name="Phone" type="FileSystem" /></sourceExtractions>
  <metadata section="Additional Fields"><item name="UFED_PA_Version"><![CDATA[7.60.0.114]]></item></metadata>
`;
export const TAIL = '</project>\n';

export interface MadeFile {
  readonly id: string;
  readonly localPath: string;
}

export const taggedFiles = (files: readonly MadeFile[]): string =>
  `<taggedFiles>${files
    .map(
      ({ id, localPath }) =>
        `<file fs="data" fsid="1" path="/data/media/0/x" size="4" id="${id}" extractionId="0" deleted="Intact">` +
        `<accessInfo><timestamp name="CreationTime">2024-01-01T00:00:00+00:00</timestamp></accessInfo>` +
        `<metadata section="File"><item name="Local Path">${cdata(localPath)}</item><item name="Tags">Image</item></metadata></file>`,
    )
    .join('\n')}</taggedFiles>\n`;

/** A report with these groups of models. */
export const report = (groups: string, files: readonly MadeFile[] = []): string =>
  `${HEAD}${taggedFiles(files)}<decodedData>\n${groups}</decodedData>\n${TAIL}`;

export interface ReadReport extends ReadDrafts {
  readonly platform: Platform;
}

export const treeOf = (
  content: string | Uint8Array,
  others: Readonly<Record<string, string>> = {},
  chunk?: number,
): EvidenceTree => memoryTree({ ...others, 'report.xml': content }, chunk);

/** Reads every source of a report. */
export async function readReport(
  content: string | Uint8Array,
  {
    others,
    options = {},
    chunk,
  }: { others?: Readonly<Record<string, string>>; options?: ReadOptions; chunk?: number | undefined } = {},
): Promise<ReadReport[]> {
  const tree = treeOf(content, others, chunk);
  const reports: ReadReport[] = [];
  for (const source of await ufdr.recognise(tree)) {
    reports.push({ platform: source.platform, ...(await readDrafts(ufdr, { tree, source, options })) });
  }
  return reports;
}

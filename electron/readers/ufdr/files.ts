/** Files of the report: where Cellebrite put what it tagged, and which file of the evidence that is. */
import type { EvidenceTree } from '../../../shared/evidence/index.ts';
import type { Attachment, MessageKind } from '../../../shared/model/index.ts';
import { IdTable } from '../id-table.ts';
import { TreeFiles } from '../tree-files.ts';
import { type Model, said } from './model.ts';

export interface AttachedFile {
  readonly attachment: Attachment;
  readonly path?: string;
  readonly kind: MessageKind;
}

const KINDS: readonly (readonly [MessageKind, RegExp])[] = [
  ['image', /\.(?:jpe?g|png|gif|bmp|tiff?|webp|heic|heif|avif)$/i],
  ['video', /\.(?:mp4|m4v|mov|avi|mpe?g|mkv|webm|3gp|3g2|wmv)$/i],
  ['audio', /\.(?:mp3|m4a|aac|ogg|opus|wav|wma|flac|amr)$/i],
  ['contact', /\.vcf$/i],
];

/** Media types say it, where they are more than a way to say "bytes". */
function kindOf(mime: string | undefined, name: string | undefined): MessageKind {
  const type = mime?.toLowerCase() ?? '';
  if (/^(?:image|photo)/.test(type)) return 'image';
  if (type.startsWith('video')) return 'video';
  if (type.startsWith('audio')) return 'audio';
  if (/contact|vcard/.test(type)) return 'contact';
  return KINDS.find(([, ending]) => ending.test(name ?? ''))?.[0] ?? 'document';
}

export class ReportFiles {
  private readonly files: TreeFiles;
  private readonly home: string;
  /** Paths of the evidence that tagged files are, and which of them an id has. */
  private readonly paths: string[] = [];
  private readonly byId = new IdTable();

  /** @param home folder of the report, ending with `/`; empty at the root. */
  constructor(tree: EvidenceTree, home: string) {
    this.files = new TreeFiles(tree);
    this.home = home;
  }

  /** Takes a tagged file. @param localPath such as `files\Image\IMG-1.jpg`. */
  add(id: string, localPath: string): void {
    const path = this.files.find(localPath.trim(), this.home);
    if (path !== undefined && this.byId.add(id, this.paths.length)) this.paths.push(path);
  }

  private pathOf(model: Model): string | undefined {
    for (const id of [model.fileId, ...model.targets]) {
      const index = id === undefined || id === '' ? undefined : this.byId.get(id);
      if (index !== undefined) return this.paths[index];
    }
    const extracted = said(model, 'attachment_extracted_path');
    return extracted === undefined ? undefined : this.files.find(extracted.trim(), this.home);
  }

  attached(model: Model): AttachedFile {
    const path = this.pathOf(model);
    const stated = said(model, 'Filename') ?? said(model, 'Title');
    const name = stated?.slice(Math.max(stated.lastIndexOf('/'), stated.lastIndexOf('\\')) + 1);
    const mime = said(model, 'ContentType');
    return {
      attachment: {
        ...(name === undefined || name === '' ? {} : { name }),
        ...(mime === undefined ? {} : { mime }),
        present: path !== undefined,
      },
      ...(path === undefined ? {} : { path }),
      kind: kindOf(mime, name ?? path),
    };
  }
}

/** Reads an export of WordPress (WXR) as a stream. Memory does not grow with the file. */
import type { Read, ReadBatch } from '../../../shared/evidence/index.ts';
import { Findings } from '../findings.ts';
import { TreeFiles } from '../tree-files.ts';
import { parseXml } from '../xml/index.ts';
import { Drafts } from './drafts.ts';
import { ExportHandler } from './export.ts';
import { said } from './fields.ts';
import { Messages } from './messages.ts';
import { People } from './people.ts';

const BATCH_MESSAGES = 512;

/** A site's address without its scheme, and without a slash at its end. */
const bare = (url: string): string => url.replace(/^https?:\/\//i, '').replace(/\/+$/, '');

export const readWordpress: Read = async function* ({ tree, source, signal }) {
  const file = source.paths[0]!;
  const entry = tree.entries.find(({ path }) => path === file);
  if (!entry) throw new Error(`the evidence does not hold ${file}`);
  const findings = new Findings();
  const people = new People(file, findings);
  const home = file.slice(0, file.lastIndexOf('/') + 1);

  let chatId: string | undefined;
  /** The site's address, as it is known when the first user or item comes. */
  const chat = (): string => {
    chatId ??=
      said(handler.site, 'wp:base_blog_url') ??
      said(handler.site, 'link') ??
      said(handler.site, 'wp:base_site_url') ??
      file;
    people.site = bare(chatId);
    return chatId;
  };
  const messages: Messages = new Messages({
    file,
    findings,
    drafts: () => new Drafts({ file, chat: chat(), people, files: new TreeFiles(tree), home, findings }),
  });
  const handler: ExportHandler = new ExportHandler(file, findings, {
    author(author) {
      chat();
      people.addUser(author);
    },
    comment: (comment, item) => messages.comment(comment, item),
    item: (item) => messages.item(item),
  });

  const batch = (bytes: number): ReadBatch => ({
    ...messages.take(),
    progress: entry.bytes === 0 ? 1 : Math.min(1, bytes / entry.bytes),
  });
  for await (const bytes of parseXml(entry, handler, findings)) {
    signal.throwIfAborted();
    if (messages.waiting >= BATCH_MESSAGES) yield batch(bytes);
  }
  handler.finish();
  if (!handler.hasChannel) findings.damage(file, undefined, 'it has no channel, and so no posts');
  yield batch(entry.bytes);

  const title = said(handler.site, 'title');
  return {
    chats: [
      {
        id: chat(),
        platform: 'wordpress',
        ...(title === undefined ? {} : { title }),
        type: 'blog',
        members: people.members(),
      },
    ],
    accounts: people.list(),
    ...findings.finish(),
  };
};

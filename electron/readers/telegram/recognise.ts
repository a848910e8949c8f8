/** Finds exports of Telegram Desktop in a tree. */
import type { EvidenceEntry, EvidenceTree, RecognisedSource } from '../../../shared/evidence/index.ts';
import { Refusal } from '../../../shared/model/index.ts';

/** `result.json`, and what a browser or a copy makes of the name: `result (1).json`. */
const NAMED = /(?:^|\/)result[^/]*\.json$/i;
/** JSON files of other names are looked at in trees that have no more of them. */
const MOST_OTHERS = 200;
const LOOKED_AT = 64 * 1024;

/** Of one chat: its type stands in front of its messages. */
const CHAT =
  /"type"\s*:\s*"(?:saved_messages|replies|verification_codes|personal_chat|bot_chat|private_group|private_supergroup|public_supergroup|private_channel|public_channel)"/;
/** Of an account: what stands in front of its chats. */
const ACCOUNT = [
  /"personal_information"\s*:\s*\{[^}]*"user_id"\s*:/,
  /"(?:contacts|frequent_contacts|sessions|chats|left_chats)"\s*:\s*\{\s*"about"\s*:/,
];

/** The first bytes of a file, as Latin-1; empty where it cannot be read. */
async function beginningOf(entry: EvidenceEntry): Promise<string> {
  let text = '';
  try {
    for await (const chunk of entry.open()) {
      text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1', 0, LOOKED_AT);
      if (text.length >= LOOKED_AT) break;
    }
  } catch (cause) {
    // What cannot be read is named when something needs it.
    if (!(cause instanceof Refusal)) throw cause;
  }
  return text;
}

function isExport(beginning: string): boolean {
  if (!/^(?:\xef\xbb\xbf)?\s*\{/.test(beginning)) return false;
  const isChat = CHAT.test(beginning) && /"(?:messages|chats|left_chats)"\s*:/.test(beginning);
  return isChat || ACCOUNT.some((pattern) => pattern.test(beginning));
}

/** Whether its messages have a local time only, as those of versions before 2022. */
const isLocal = (beginning: string): boolean =>
  /"date"\s*:\s*"/.test(beginning) && !/"date_unixtime"\s*:/.test(beginning);

/** One source a file: each is an export of its own. */
export async function recognise(tree: EvidenceTree): Promise<RecognisedSource[]> {
  const possible = tree.entries.filter(({ path, bytes }) => bytes > 0 && /\.json$/i.test(path));
  const sources: RecognisedSource[] = [];
  for (const entry of possible) {
    const { path } = entry;
    if (!NAMED.test(path) && possible.length > MOST_OTHERS) continue;
    const beginning = await beginningOf(entry);
    if (!isExport(beginning)) continue;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    sources.push({
      reader: 'telegram',
      platform: 'telegram',
      title: `Telegram Desktop export (JSON), “${folder || tree.name || path}”`,
      paths: [path],
      needs: isLocal(beginning) ? { timeZone: true } : {},
    });
  }
  return sources;
}

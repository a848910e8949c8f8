/**
 * Jonas Keller's “Download your information” of Instagram, as JSON: threads with the newest message first,
 * and strings that are UTF-8 written as if each byte were a character of Latin-1.
 */
import { chance } from '../chance.ts';
import { london, SECOND } from '../clock.ts';
import { PEOPLE } from '../people.ts';
import {
  INSTAGRAM_PEOPLE,
  INSTAGRAM_THREADS,
  type InstagramPerson,
  type InstagramThread,
} from '../story/instagram.ts';
import { bytesOfPost } from './attached.ts';
import { inOrder, type Post } from './post.ts';

export const INSTAGRAM_FOLDER = 'instagram-jonas.kllr-2024-03-23-q7XbT2mR';
const MESSAGES = 'your_instagram_activity/messages';

type Fields = Record<string, unknown>;

const misencoded = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** As Meta writes it: two spaces, and ASCII alone. */
function written(value: unknown): string {
  const json = JSON.stringify(value, (_, one) => (typeof one === 'string' ? misencoded(one) : one), 2);
  return json.replace(/[\x80-\xff]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
}

class ThreadExport {
  readonly files = new Map<string, Buffer>();
  private readonly thread: InstagramThread;

  constructor(thread: InstagramThread) {
    this.thread = thread;
  }

  json(): string {
    const { people, title, folder, posts } = this.thread;
    return written({
      participants: people.map((key) => ({ name: INSTAGRAM_PEOPLE[key] })),
      messages: inOrder(posts)
        .reverse()
        .map((post) => this.message(post)),
      title,
      is_still_participant: true,
      thread_path: folder,
      magic_words: [],
    });
  }

  private message(post: Post<InstagramPerson>): Fields {
    const { at, by, content, reactions } = post;
    const { folder, title } = this.thread;
    const millisecond = chance(`instagram ${title} ${at}`).whole(0, 999);
    return {
      sender_name: INSTAGRAM_PEOPLE[by],
      timestamp_ms: at + millisecond,
      ...('text' in content && content.text !== undefined ? { content: content.text } : {}),
      ...this.media(content, at, folder),
      ...(reactions === undefined
        ? {}
        : {
            reactions: reactions.map((reaction) => ({
              reaction: reaction.emoji,
              actor: INSTAGRAM_PEOPLE[reaction.by],
              timestamp: (at + reaction.after * SECOND) / SECOND,
            })),
          }),
      is_geoblocked_for_viewer: false,
      is_unsent_image_by_messenger_kid_parent: false,
      ...(content.kind === 'deleted' ? { is_unsent: true } : {}),
    };
  }

  private media(content: Post<InstagramPerson>['content'], at: number, folder: string): Fields {
    const creation_timestamp = at / SECOND;
    const name = chance(`instagram file ${folder} ${at}`).whole(10 ** 8, 10 ** 9 - 1);
    const uri = (below: string, ending: string): string => `${MESSAGES}/${folder}/${below}/${name}${ending}`;
    switch (content.kind) {
      case 'image': {
        const path = uri('photos', '.jpg');
        this.files.set(path, bytesOfPost(`instagram ${folder}`, at, content)!);
        return { photos: [{ uri: path, creation_timestamp }] };
      }
      case 'video':
      case 'gif':
        return { videos: [{ uri: uri('videos', '.mp4'), creation_timestamp }] };
      case 'voice':
      case 'audio':
        return { audio_files: [{ uri: uri('audio', '.mp4'), creation_timestamp }] };
      case 'sticker':
        return {
          sticker: { uri: 'your_instagram_activity/messages/stickers_used/heart.png', ai_stickers: [] },
        };
      case 'call':
        return { content: 'Audio call ended', call_duration: content.seconds };
      default:
        return {};
    }
  }
}

/** The profile, which says whose download it is. */
function profile(): string {
  const at = london('2024-03-23 09:12:00') / SECOND;
  const field = (value: string): Fields => ({ href: '', value, timestamp: at });
  return written({
    profile_user: [
      {
        media_map_data: {},
        string_map_data: {
          Email: field('jonas.keller@example.org'),
          'Phone Number': field(`+${PEOPLE.jonas.number}`),
          Username: field('jonas.kllr'),
          Name: field('Jonas Keller'),
          Bio: field('Weser, Wehr & Wasser'),
        },
      },
    ],
  });
}

/** Files of the download by path, from its folder. */
export function instagramDownload(): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  files.set(
    'personal_information/personal_information/personal_information.json',
    Buffer.from(`${profile()}\n`),
  );
  for (const thread of INSTAGRAM_THREADS) {
    const exported = new ThreadExport(thread);
    files.set(`${MESSAGES}/${thread.folder}/message_1.json`, Buffer.from(`${exported.json()}\n`));
    for (const [path, bytes] of exported.files) files.set(path, bytes);
  }
  return files;
}

/**
 * Jonas Keller's Telegram account as Telegram Desktop exports it (`result.json`, version 4: Telegram's
 * export_output_json.cpp), with photos and files, and without stickers, voice messages and videos.
 */
import { chance } from '../chance.ts';
import { wallClock } from '../clock.ts';
import type { Content } from '../message.ts';
import {
  CHANNEL,
  TELEGRAM_CHATS,
  TELEGRAM_PEOPLE,
  type TelegramChat,
  type TelegramPerson,
} from '../story/telegram.ts';
import { bytesOfPost } from './attached.ts';
import { inOrder, type Post } from './post.ts';

export const TELEGRAM_FOLDER = 'Telegram Desktop/DataExport_2024-03-23';
const LEFT_OUT = '(File not included. Change data exporting settings to download.)';

type Fields = Record<string, unknown>;

/** `2024-03-22T14:34:51`, of the laptop's clock. */
const localTime = (at: number): string => wallClock(at).toISOString().slice(0, 19);

/** A time as the export writes it, twice. */
const timed = (field: string, at: number): Fields => ({
  [field]: localTime(at),
  [`${field}_unixtime`]: String(at / 1000),
});

/** `22-03-2024_14-34-51`, as in the names of files. */
const fileTime = (at: number): string => {
  const [date, time] = localTime(at).split('T') as [string, string];
  return `${date.split('-').reverse().join('-')}_${time.replaceAll(':', '-')}`;
};

interface Exported {
  readonly json: string;
  /** Bytes by path, from the folder of `result.json`. */
  readonly files: ReadonlyMap<string, Buffer>;
}

class ChatExport {
  readonly files = new Map<string, Buffer>();
  private readonly chat: TelegramChat;
  private readonly folder: string;
  private readonly ids: ReadonlyMap<Post<TelegramPerson>, number>;
  private readonly byKey: ReadonlyMap<string, Post<TelegramPerson>>;
  private photos = 0;

  constructor(chat: TelegramChat, number: number, ids: ReadonlyMap<Post<TelegramPerson>, number>) {
    this.chat = chat;
    this.folder = `chats/chat_${String(number).padStart(2, '0')}`;
    this.ids = ids;
    this.byKey = new Map(
      chat.posts.flatMap((post) => (post.key === undefined ? [] : [[post.key, post] as const])),
    );
  }

  fields(): Fields {
    const { name, type, id, posts } = this.chat;
    return {
      ...(name === undefined ? {} : { name }),
      type,
      id,
      messages: inOrder(posts).map((post) => this.message(post)),
    };
  }

  private message(post: Post<TelegramPerson>): Fields {
    const { content, at, by } = post;
    const { name, id } = TELEGRAM_PEOPLE[by];
    const head = { id: this.ids.get(post)!, type: 'message', ...timed('date', at) };
    const call = content.kind === 'call' ? content : undefined;
    const event = content.kind === 'system' ? content.event : undefined;
    if (call || event) {
      return {
        ...head,
        type: 'service',
        actor: name,
        actor_id: id,
        ...(call ? callFields(call.seconds) : {}),
        ...(event?.action === 'created' ? { action: 'create_group', title: event.subject } : {}),
        text: '',
        text_entities: [],
      };
    }
    const answered = post.replyTo === undefined ? undefined : this.ids.get(this.byKey.get(post.replyTo)!);
    const text = 'text' in content && content.text !== undefined ? content.text : '';
    return {
      ...head,
      ...(post.editedAfter === undefined ? {} : timed('edited', at + post.editedAfter * 1000)),
      from: name,
      from_id: id,
      ...(post.forwardedFrom === undefined ? {} : { forwarded_from: post.forwardedFrom }),
      ...(answered === undefined ? {} : { reply_to_message_id: answered }),
      ...this.media(content, at),
      text,
      text_entities: text === '' ? [] : [{ type: 'plain', text }],
      ...this.reactions(post),
    };
  }

  private media(content: Content, at: number): Fields {
    const bytes = bytesOfPost(`telegram ${this.chat.id}`, at, content);
    switch (content.kind) {
      case 'image': {
        const path = `${this.folder}/photos/photo_${++this.photos}@${fileTime(at)}.jpg`;
        this.files.set(path, bytes!);
        return { photo: path, photo_file_size: bytes!.length, width: 256, height: 192 };
      }
      case 'document': {
        const path = `${this.folder}/files/${content.name}`;
        this.files.set(path, bytes!);
        return {
          file: path,
          file_name: content.name,
          file_size: bytes!.length,
          mime_type: 'application/pdf',
        };
      }
      case 'sticker': {
        const sticker_emoji = chance(`sticker ${at}`).pick(['👍', '😂', '🎉', '😴']);
        return { file: LEFT_OUT, media_type: 'sticker', sticker_emoji, width: 512, height: 512 };
      }
      case 'voice':
      case 'audio':
        return {
          file: LEFT_OUT,
          media_type: content.kind === 'voice' ? 'voice_message' : 'audio_file',
          mime_type: 'audio/ogg',
          duration_seconds: content.seconds,
        };
      case 'video':
      case 'gif':
        return {
          file: LEFT_OUT,
          media_type: content.kind === 'video' ? 'video_file' : 'animation',
          mime_type: 'video/mp4',
          duration_seconds: content.seconds,
        };
      case 'location':
        return { location_information: { latitude: content.lat, longitude: content.lon } };
      default:
        return {};
    }
  }

  private reactions({ reactions = [], at }: Post<TelegramPerson>): Fields {
    if (reactions.length === 0) return {};
    return {
      reactions: reactions.map(({ by, emoji, after }) => ({
        type: 'emoji',
        count: 1,
        emoji,
        recent: [
          {
            from: TELEGRAM_PEOPLE[by].name,
            from_id: TELEGRAM_PEOPLE[by].id,
            date: localTime(at + after * 1000),
          },
        ],
      })),
    };
  }
}

const callFields = (seconds: number): Fields =>
  seconds > 0
    ? { action: 'phone_call', duration_seconds: seconds, discard_reason: 'hangup' }
    : { action: 'phone_call', discard_reason: 'missed' };

/** Ids of messages: one row of numbers for all chats with people, a row of its own for the channel. */
function idsOf(chats: readonly TelegramChat[]): Map<Post<TelegramPerson>, number> {
  const ids = new Map<Post<TelegramPerson>, number>();
  const own = inOrder(chats.filter(({ id }) => id !== CHANNEL).flatMap(({ posts }) => posts));
  const channel = inOrder(chats.filter(({ id }) => id === CHANNEL).flatMap(({ posts }) => posts));
  for (const [n, post] of own.entries()) ids.set(post, 48_211 + 3 * n);
  for (const [n, post] of channel.entries()) ids.set(post, 1_902 + n);
  return ids;
}

const userNumber = (person: TelegramPerson): number => Number(TELEGRAM_PEOPLE[person].id.replace('user', ''));

export function telegramExport(): Exported {
  const ids = idsOf(TELEGRAM_CHATS);
  const files = new Map<string, Buffer>();
  const list = TELEGRAM_CHATS.map((chat, n) => {
    const exported = new ChatExport(chat, n + 1, ids);
    const fields = exported.fields();
    for (const [path, bytes] of exported.files) files.set(path, bytes);
    return fields;
  });
  const contacts = (['lena', 'ruben', 'anna', 'felix'] as const).map((key) => {
    const { name, number, since } = TELEGRAM_PEOPLE[key];
    const [first_name = '', ...rest] = name.split(' ');
    return {
      user_id: userNumber(key),
      first_name,
      last_name: rest.join(' '),
      phone_number: `+${number}`,
      ...timed('date', since!),
    };
  });
  const whole = {
    about:
      "Here is the data you requested. Remember: Telegram is ad free, it doesn't use your data for ad targeting and doesn't sell it to others. Telegram only keeps the information it needs to function as a secure and feature-rich cloud service.\n\nCheck out Settings > Privacy & Security on Telegram's mobile apps for the relevant settings.",
    personal_information: {
      user_id: userNumber('jonas'),
      first_name: 'Jonas',
      last_name: 'Keller',
      phone_number: `+${TELEGRAM_PEOPLE.jonas.number}`,
      username: '@jonas_kllr',
      bio: '',
    },
    contacts: {
      about: 'If you allow access, contacts are continuously synced with Telegram.',
      list: contacts,
    },
    chats: { about: 'This page lists all chats from this export.', list },
  };
  return { json: `${JSON.stringify(whole, undefined, 1)}\n`, files };
}

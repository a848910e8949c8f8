/** Files of posts: the same pictures and documents as on the phones are made for. */

import { documentBytes } from '../attached-file.ts';
import { chance } from '../chance.ts';
import type { Content } from '../message.ts';
import { encodeJpeg } from '../pictures/jpeg.ts';
import { drawScene } from '../pictures/scenes.ts';

/** The bytes of what the exports have files of; undefined for the rest, which they leave out. */
export function bytesOfPost(chat: string, at: number, content: Content): Buffer | undefined {
  if (content.kind === 'document') return documentBytes(content.name);
  if (content.kind !== 'image') return undefined;
  return encodeJpeg(drawScene(content.picture, chance(`file ${chat} ${at} ${content.kind}`)));
}

import type { MessageKind } from '../../shared/model/index.ts';

/** What a message is, in a word or two. */
export const KIND_WORDS: Readonly<Record<MessageKind, string>> = {
  text: 'Text',
  image: 'Image',
  video: 'Video',
  audio: 'Audio',
  voice: 'Voice note',
  document: 'Document',
  sticker: 'Sticker',
  gif: 'GIF',
  contact: 'Contact',
  location: 'Location',
  'live-location': 'Live location',
  poll: 'Poll',
  call: 'Call',
  system: 'System',
  deleted: 'Deleted',
  'view-once': 'View once',
  event: 'Event',
  payment: 'Payment',
  post: 'Post',
  comment: 'Comment',
  unknown: 'Unknown',
};

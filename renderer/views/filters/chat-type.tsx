import {
  Document,
  Feed,
  History,
  Notifications,
  People,
  Person,
  type SVGIconProps,
} from '@blueprintjs/icons';
import type { ChatType } from '../../../shared/model/index.ts';

const TYPES: Readonly<Record<ChatType, readonly [React.ComponentType<SVGIconProps>, string]>> = {
  direct: [Person, 'Direct chat'],
  group: [People, 'Group'],
  broadcast: [Notifications, 'Broadcast list'],
  channel: [Feed, 'Channel'],
  status: [History, 'Status'],
  blog: [Document, 'Blog'],
};

/** What sort of chat it is: chats of two sorts may have one name. */
export function ChatTypeIcon({ type }: { type: ChatType }) {
  const [Icon, words] = TYPES[type];
  return (
    <>
      <Icon size={12} aria-hidden />
      <span className="unseen">{words}</span>
    </>
  );
}

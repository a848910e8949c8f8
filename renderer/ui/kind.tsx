/** What a message is, as a small picture beside its word. */
import {
  Calendar,
  Chat,
  Comment,
  Document,
  Dollar,
  EyeOff,
  Help,
  HorizontalBarChart,
  Label,
  Locate,
  MapMarker,
  Media,
  Microphone,
  Mugshot,
  Music,
  Phone,
  Playbook,
  Remove,
  SmallInfoSign,
  type SVGIconProps,
  Video,
} from '@blueprintjs/icons';
import type { MessageKind } from '../../shared/model/index.ts';

const KIND_ICONS: Readonly<Record<MessageKind, React.ComponentType<SVGIconProps>>> = {
  text: Chat,
  image: Media,
  video: Video,
  audio: Music,
  voice: Microphone,
  document: Document,
  sticker: Label,
  gif: Playbook,
  contact: Mugshot,
  location: MapMarker,
  'live-location': Locate,
  poll: HorizontalBarChart,
  call: Phone,
  system: SmallInfoSign,
  deleted: Remove,
  'view-once': EyeOff,
  event: Calendar,
  payment: Dollar,
  post: Document,
  comment: Comment,
  unknown: Help,
};

/** Beside the kind's word; of itself it says nothing to a screen reader. */
export function KindIcon({ kind }: { kind: MessageKind }) {
  const Icon = KIND_ICONS[kind];
  return <Icon size={12} aria-hidden />;
}

/** What the survey of a file means for its second pass. */
import type { DateOrder } from '../../../shared/model/index.ts';
import { isSameName } from './chat-name.ts';
import { type DateDecision, decideOrder } from './dates/order.ts';
import { accountId, cleanName, type Sender } from './names.ts';
import type { Survey } from './survey.ts';

export interface Plan {
  readonly dates: DateDecision;
  /** Name of the device's owner, where the file tells it. */
  readonly owner?: string;
  readonly chatId: string;
  readonly title?: string;
  readonly isGroup: boolean;
  /** Names of those who wrote. */
  readonly writers: ReadonlySet<string>;
  /** Name under which WhatsApp for iPhone writes lines about a group: it is nobody's. */
  readonly groupName?: string;
  readonly warnings: readonly string[];
}

/** Texts of one sender that must all begin alike for their beginning to be part of the name. */
const ALIKE = 20;

/** A name that goes on behind a `: `, as in a contact saved as "Ana: work". */
function lengthen(sender: Sender, chatName: string | undefined): string | undefined {
  if (!sender.further) return undefined;
  const longer = cleanName(`${sender.raw.toString('utf8')}: ${sender.further.toString('utf8')}`);
  const isNamed = chatName !== undefined && isSameName(chatName, longer);
  if (!isNamed && sender.written < ALIKE) return undefined;
  const short = sender.name;
  sender.isFurther = true;
  sender.name = longer;
  if (isNamed) return undefined;
  return `all ${sender.written} messages of “${short}” begin with “${sender.further.toString('utf8')}: ”: it is read as part of the sender’s name`;
}

interface Writers {
  readonly names: readonly string[];
  readonly byOwner: readonly string[];
}

function writersOf({ senders, marksOwn }: Survey, groupName: string | undefined): Writers {
  const names = new Set<string>();
  const byOwner = new Set<string>();
  for (const sender of senders) {
    const { name, written, tookBackMarked, tookBackUnmarked } = sender;
    if (written > 0 && name !== groupName) names.add(name);
    if (tookBackMarked > 0 || (!marksOwn && tookBackUnmarked > 0)) byOwner.add(name);
  }
  return { names: [...names], byOwner: [...byOwner] };
}

/**
 * @param path of the text.
 * @param chatName the chat's name, where names of file, folder or archive give it.
 * @param chosen the investigator's date order.
 */
export function planOf(
  survey: Survey,
  path: string,
  chatName: string | undefined,
  chosen: DateOrder | undefined,
): Plan {
  const warnings: string[] = [];
  for (const sender of survey.senders) {
    const warning = lengthen(sender, chatName);
    if (warning !== undefined) warnings.push(warning);
  }

  const { noticeFrom } = survey;
  const wrote = (name: string): boolean => {
    for (const sender of survey.senders) if (sender.name === name && sender.written > 0) return true;
    return false;
  };
  const groupName = noticeFrom !== undefined && !wrote(noticeFrom) ? noticeFrom : undefined;
  const { names, byOwner } = writersOf(survey, groupName);
  const isGroup = survey.isGroup || names.length > 2;

  let owner: string | undefined;
  if (byOwner.length === 1) owner = byOwner[0];
  else if (byOwner.length > 1) {
    warnings.push(
      `“You deleted this message” stands for ${byOwner.length} senders, so it does not tell which of them is the device’s owner`,
    );
  } else if (!isGroup && chatName !== undefined && names.length === 2) {
    const others = names.filter((name) => isSameName(chatName, name));
    if (others.length === 1) {
      owner = names.find((name) => name !== others[0])!;
      warnings.push(
        `“${owner}” is taken for the device’s owner: the export’s name says that the chat is with “${others[0]}”, and nobody else writes in it`,
      );
    }
  }

  const title = chatName ?? noticeFrom;
  return {
    dates: decideOrder(survey.dates, chosen),
    ...(owner === undefined ? {} : { owner }),
    chatId: chatName === undefined ? path : accountId(chatName),
    ...(title === undefined ? {} : { title }),
    isGroup,
    writers: new Set(names),
    ...(groupName === undefined ? {} : { groupName }),
    warnings,
  };
}

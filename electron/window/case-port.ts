import { MessageChannelMain, type WebContents } from 'electron';
import type { CasePort } from '../cases/store-link.ts';
import { PORT_CHANNEL } from './channels.ts';

/** Makes the case port: one end goes to the page, which hands it on to its store worker unopened. */
export function offerCasePort(contents: WebContents, caseId: string): CasePort {
  const { port1, port2 } = new MessageChannelMain();
  contents.postMessage(PORT_CHANNEL, caseId, [port2]);
  return port1;
}

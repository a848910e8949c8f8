/** The port over which the store worker speaks with the main process, as it comes into the page. */
import { CASE_PORT_MESSAGE } from '../../shared/contract/index.ts';

const arrived = new Map<string, MessagePort>();
const waiting = new Map<string, (port: MessagePort) => void>();

window.addEventListener('message', ({ source, data, ports: [port] }) => {
  // The preload speaks through the window itself; anything else is not for this.
  if (source !== window || data?.type !== CASE_PORT_MESSAGE || typeof data.caseId !== 'string' || !port)
    return;
  const take = waiting.get(data.caseId);
  waiting.delete(data.caseId);
  if (take) take(port);
  else {
    arrived.get(data.caseId)?.close();
    arrived.set(data.caseId, port);
  }
});

/** The port of a case that was just opened, unopened; each comes once. */
export function casePort(caseId: string): Promise<MessagePort> {
  const port = arrived.get(caseId);
  arrived.delete(caseId);
  return port ? Promise.resolve(port) : new Promise((resolve) => waiting.set(caseId, resolve));
}

import type { FromStore, ToStore } from '../../../shared/contract/case-port.ts';

/** The main process's end of the case port. */
export class CasePort {
  private readonly port: MessagePort;
  private readonly heard: FromStore[] = [];
  private readonly settling = new Set<string>();
  private wake = Promise.withResolvers<void>();

  constructor(port: MessagePort) {
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<FromStore>) => {
      if (data.type === 'ready') {
        // As the main process does once it has noted them.
        for (const { job } of data.interrupted) this.settling.add(job);
        for (const job of this.settling) this.send({ type: 'job-abort', job });
      } else if (data.type === 'job-aborted' && this.settling.delete(data.job)) return;
      this.heard.push(data);
      this.wake.resolve();
    };
  }

  send(message: ToStore, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }

  async next(): Promise<FromStore> {
    for (let message = this.heard.shift(); ; message = this.heard.shift()) {
      if (message) return message;
      this.wake = Promise.withResolvers();
      if (this.heard.length === 0) await this.wake.promise;
    }
  }
}

import type { FromStore, ToStore } from '../../../shared/contract/case-port.ts';

/** The main process's end of the case port. */
export class CasePort {
  private readonly port: MessagePort;
  private readonly heard: FromStore[] = [];
  private wake = Promise.withResolvers<void>();

  constructor(port: MessagePort) {
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<FromStore>) => {
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

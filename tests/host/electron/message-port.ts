/** MessageChannelMain: two ports, of which one may be moved into a page. */
import { EventEmitter } from 'node:events';

/** Where a port's messages go: its twin in this process, or a port in a page. */
interface Route {
  post(message: unknown): void;
  close(): void;
}

/** As Electron's MessagePortMain: messages wait until `start`. */
export class MessagePortMain extends EventEmitter {
  private route: Route | null = null;
  private waiting: unknown[] = [];
  private started = false;
  private closed = false;
  private twin: MessagePortMain | null = null;

  static entangle(a: MessagePortMain, b: MessagePortMain): void {
    a.twin = b;
    b.twin = a;
    a.route = { post: (message) => b.deliver(message), close: () => b.end() };
    b.route = { post: (message) => a.deliver(message), close: () => a.end() };
  }

  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new TypeError('the preview host moves no ports through ports');
    if (!this.closed) this.route?.post(structuredClone(message));
  }

  start(): void {
    this.started = true;
    for (const message of this.waiting.splice(0)) this.arrive(message);
  }

  close(): void {
    if (this.closed) return;
    this.route?.close();
    this.end();
  }

  /** A message for this port. */
  deliver(message: unknown): void {
    if (this.closed) return;
    if (this.started) this.arrive(message);
    else this.waiting.push(message);
  }

  /** The other end is gone. */
  end(): void {
    if (this.closed) return;
    this.closed = true;
    setImmediate(() => this.emit('close'));
  }

  /**
   * Moves this port away: what was sent to it, and what will be, goes to `route`.
   * @returns the port left here, which hears what comes from there.
   */
  moveTo(route: Route): MessagePortMain {
    const left = this.twin;
    if (!left || this.closed) throw new TypeError('the port cannot be moved: it is closed');
    left.route = route;
    left.twin = null;
    this.closed = true;
    for (const message of this.waiting.splice(0)) route.post(message);
    return left;
  }

  private arrive(message: unknown): void {
    // Never within the sender's call, as in Electron.
    setImmediate(() => {
      if (!this.closed) this.emit('message', { data: message, ports: [] });
    });
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    MessagePortMain.entangle(this.port1, this.port2);
  }
}

/** Node's end of the bridge to one page: runs the preload in its isolated world and carries frames both ways. */
import { randomUUID } from 'node:crypto';
import type { CDPSession, Page } from 'playwright-core';
import type { FromWorld, Notice, ToWorld } from './frames.ts';
import { wire } from './wire.ts';
import { peer } from './world/peer.ts';
import { preloadWorld, type WorldSettings } from './world/preload-world.ts';

const WORLD = 'threadline-preload';
/** Above this a frame is fetched as a body: quicker than a long expression, and without base64. */
const INLINE_CHARACTERS = 16 * 1024;

const { pack, unpack, frame } = wire();

export interface PageLinkOptions {
  /** Source of the preload, CommonJS. */
  readonly preload: string;
  /** Path on the page's origin under which bodies are served, with a slash at its end. */
  readonly bodies: string;
  onMessage(message: FromWorld): void;
  /** The page went elsewhere or away: calls and ports of the world before are dead. */
  onGone(): void;
  /** Another document stands in the page. */
  onNavigated(url: string): void;
}

export class PageLink {
  private readonly devtools: CDPSession;
  private readonly onGone: () => void;
  private readonly bodies = new Map<number, Uint8Array>();
  private readonly receive = `receive_${randomUUID().replaceAll('-', '')}`;
  private bodyCount = 0;
  private world: number | null = null;
  private early: ToWorld[] = [];

  private constructor(devtools: CDPSession, onGone: () => void) {
    this.devtools = devtools;
    this.onGone = onGone;
  }

  /** To be called before the page goes to its address. */
  static async open(page: Page, options: PageLinkOptions): Promise<PageLink> {
    const devtools = await page.context().newCDPSession(page);
    const link = new PageLink(devtools, options.onGone);
    const channel = `threadline-${randomUUID()}`;
    const settings: WorldSettings = {
      send: 'threadlineSend',
      receive: link.receive,
      bodies: options.bodies,
    };
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === WORLD) link.enter(context.id);
    });
    devtools.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
      link.leave(executionContextId),
    );
    devtools.on('Runtime.executionContextsCleared', () => link.leave());
    devtools.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) options.onNavigated(frame.url);
    });
    devtools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name !== settings.send) return;
      link.enter(executionContextId);
      const { json, binaries } = JSON.parse(payload) as { json: string; binaries: string[] };
      const bytes = binaries.map((text) => new Uint8Array(Buffer.from(text, 'base64')));
      options.onMessage(unpack(json, bytes) as FromWorld);
    });
    page.on('close', () => link.leave());
    page.on('crash', () => link.leave());

    await devtools.send('Page.enable');
    await devtools.send('Runtime.enable');
    await devtools.send('Runtime.addBinding', { name: settings.send, executionContextName: WORLD });
    const name = JSON.stringify(channel);
    const topOnly = 'if (window.top === window)';
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `${topOnly} (${peer})(${name}, 'page');`,
    });
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: WORLD,
      source: `${topOnly} (${preloadWorld})(${JSON.stringify(settings)}, (${wire})(), (${peer})(${name}, 'preload'),
        (require, module, exports) => { ${options.preload}
        });`,
    });
    return link;
  }

  private enter(world: number): void {
    if (this.world === world) return;
    this.world = world;
    const early = this.early;
    this.early = [];
    for (const message of early) this.send(message);
  }

  private leave(world = this.world): void {
    if (this.world === null || this.world !== world) return;
    this.world = null;
    this.bodies.clear();
    this.onGone();
  }

  /** The body that a page's request for it gets, once; null when there is none. */
  takeBody(number: number): Uint8Array | null {
    const body = this.bodies.get(number) ?? null;
    this.bodies.delete(number);
    return body;
  }

  /** Sends in order; a message before the page's first world waits for it. */
  send(message: ToWorld): void {
    if (this.world === null) {
      this.early.push(message);
      return;
    }
    const packed = pack(message);
    let notice: Notice;
    if (packed.binaries.length === 0 && packed.json.length <= INLINE_CHARACTERS) {
      notice = { inline: packed.json };
    } else {
      notice = { body: this.bodyCount++ };
      this.bodies.set(notice.body, frame(packed));
    }
    const params = {
      contextId: this.world,
      expression: `${this.receive}(${JSON.stringify(notice)})`,
    };
    // The page may be gone by now; that is told by its own event.
    this.devtools.send('Runtime.evaluate', params).catch(() => undefined);
  }
}

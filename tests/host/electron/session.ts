/** Electron's `session` and `protocol`: the page's requests are put to the product's own handlers. */
import { EventEmitter } from 'node:events';

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
type BeforeRequest = (
  details: { readonly url: string; readonly method: string; readonly resourceType: string },
  callback: (answer: { readonly cancel?: boolean }) => void,
) => void;

export class PreviewSession extends EventEmitter {
  readonly handlers = new Map<string, ProtocolHandler>();
  permissionRequest: ((...args: unknown[]) => void) | null = null;
  permissionCheck: ((...args: unknown[]) => boolean) | null = null;
  private beforeRequest: BeforeRequest | null = null;

  readonly protocol = {
    handle: (scheme: string, handler: ProtocolHandler): void => void this.handlers.set(scheme, handler),
    unhandle: (scheme: string): void => void this.handlers.delete(scheme),
    registerSchemesAsPrivileged: (): void => undefined,
  };

  readonly webRequest = {
    onBeforeRequest: (first: unknown, second?: BeforeRequest | null): void => {
      this.beforeRequest = (second ?? first) as BeforeRequest | null;
    },
  };

  setPermissionRequestHandler(handler: ((...args: unknown[]) => void) | null): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: ((...args: unknown[]) => boolean) | null): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(): void {}

  setDisplayMediaRequestHandler(): void {}

  setSpellCheckerEnabled(): void {}

  /** Whether the product lets a request pass. */
  allows(url: string, method: string, resourceType: string): Promise<boolean> {
    return new Promise((resolve) => {
      if (!this.beforeRequest) resolve(true);
      else this.beforeRequest({ url, method, resourceType }, ({ cancel }) => resolve(cancel !== true));
    });
  }
}

/** What the preview host's Node side and its preload world say to each other, one value of `wire` each. */

export type ToWorld =
  | { readonly kind: 'reply'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly reason: string }
  /** `webContents.send` and `webContents.postMessage`; `ports` names the ports that come with it. */
  | {
      readonly kind: 'event';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly ports: readonly number[];
    }
  | { readonly kind: 'port-message'; readonly port: number; readonly message: unknown }
  | { readonly kind: 'port-closed'; readonly port: number }
  /** Where files on disk are that are about to be dropped on the page or chosen in it. */
  | { readonly kind: 'paths'; readonly paths: Readonly<Record<string, string>> };

export type FromWorld =
  | {
      readonly kind: 'invoke';
      readonly call: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'port-message'; readonly port: number; readonly message: unknown }
  | { readonly kind: 'port-closed'; readonly port: number }
  | { readonly kind: 'preload-failed'; readonly reason: string };

/** How a frame comes to the page: in line, or as a body to be fetched where it is large or has bytes in it. */
export type Notice = { readonly inline: string } | { readonly body: number };

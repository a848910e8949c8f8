/** Chromium knows no `app:` scheme of ours: in the preview host its pages stand at a fixed https address that no network has. */
const APP = 'app://threadline';
export const PAGE_ORIGIN = 'https://threadline.invalid';
/** Bodies of the bridge, beside what the product serves. */
export const BODIES = '/.preview/';

export function toPage(url: string): string {
  return url.startsWith(`${APP}/`) ? PAGE_ORIGIN + url.slice(APP.length) : url;
}

export function toApp(url: string): string {
  return url.startsWith(`${PAGE_ORIGIN}/`) ? APP + url.slice(PAGE_ORIGIN.length) : url;
}

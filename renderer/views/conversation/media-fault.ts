/** Why an attachment cannot be shown, in the main process's own words where it has some. */

/** The most of a reason that is shown, in characters. */
const MOST_SHOWN = 300;

/** Whether a response carries plain text. */
export function isPlainText(response: Response): boolean {
  return /^text\/plain\b/.test(response.headers.get('content-type') ?? '');
}

/** Why an attachment was not served, from its response; null when it was. */
export async function refusalOf(response: Response): Promise<string | null> {
  if (response.ok) return null;
  const said = isPlainText(response) ? (await response.text()).trim().slice(0, MOST_SHOWN) : '';
  return said === '' ? 'the case has no such attachment' : said;
}

/** Asks once more for an attachment that a picture or a player could not show, to learn the reason. */
export async function mediaFault(address: string): Promise<string> {
  const response = await fetch(address);
  const refusal = await refusalOf(response);
  if (refusal !== null) return refusal;
  await response.body?.cancel();
  return 'its bytes are of no kind that the window can decode';
}

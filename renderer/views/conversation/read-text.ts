import { isPlainText, refusalOf } from './media-fault.ts';

/** The most of a text attachment that is shown. */
export const SHOWN_BYTES = 256 * 1024;

export interface TextRead {
  readonly text: string;
  /** Whether there is more than is shown. */
  readonly cut: boolean;
}

/**
 * The beginning of a text as it was served; no more of it is read.
 * @throws Error with the reason when it is not there or is not served as plain text.
 */
export async function readText(response: Response): Promise<TextRead> {
  const refusal = await refusalOf(response);
  if (refusal !== null) throw new Error(refusal);
  if (!response.body) return { text: '', cut: false };
  if (!isPlainText(response)) {
    await response.body.cancel();
    throw new Error('its bytes are not plain text');
  }
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), cut: false };
    const room = SHOWN_BYTES - bytes;
    text += decoder.decode(value.subarray(0, room), { stream: true });
    bytes += value.length;
    if (bytes > SHOWN_BYTES) {
      await reader.cancel();
      return { text, cut: true };
    }
  }
}

/** Files that made messages carry, whole, so that views have pictures, a sound and a text to show. */

export interface MadeFile {
  readonly name: string;
  readonly mime: string;
  /** Lower-case hex, of `bytes`. */
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const ofBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const ofText = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A second of 400 Hz: 8-bit mono samples at 8 kHz in a RIFF WAVE file. */
function tone(): Uint8Array<ArrayBuffer> {
  const rate = 8000;
  const bytes = new Uint8Array(44 + rate);
  const head = new DataView(bytes.buffer);
  const mark = (at: number, text: string): void => bytes.set(ofText(text), at);
  mark(0, 'RIFF');
  head.setUint32(4, 36 + rate, true);
  mark(8, 'WAVEfmt ');
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, rate, true);
  head.setUint32(28, rate, true);
  head.setUint16(32, 1, true);
  head.setUint16(34, 8, true);
  mark(36, 'data');
  head.setUint32(40, rate, true);
  for (let i = 0; i < rate; i++) bytes[44 + i] = i % 20 < 10 ? 112 : 144;
  return bytes;
}

/** 320 by 200 pixels. */
export const BRIDGE: MadeFile = {
  name: 'IMG-20240321-WA0001.png',
  mime: 'image/png',
  sha256: 'fc9cd347369526a8354ecb320898b4c9dbcc60d84dacebf77f09a6e992e55467',
  bytes: ofBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAUAAAADIAQMAAACjyqroAAAABlBMVEXI1uY8SFozEtAYAAABAUlEQVR42u3WQQ6DIBCF4TEsWHIEj+LR4GgehSOwdGFsYwwxDA4QSU1N3r9svg2vtEqEEEIIIYQQQgghhBC636cxwB9C2wYXItME9y/WNsCwQ90A3fVdyT7Zjks1VWE4oK7C+YBDFcYLbStwjXCswBChrkAfoapAJ/3qSDhLdhoSzpKdhrKbEzNFGE6oi9CfUBXhfMKhCJ34r0TSOnwfurqMV1eSpBn5kCTNyIckaUY+JEkz8iFJmpEPSeKMbEgSZ2RD3oNbCicRrikc++GSQiPCkELdD30KVT+cUzj0Q1d46N+D/DXCPgY3DqdeuHI4PgYXDs3/wcChfjH0HCrAF8Av+jeY1d2PLvkAAAAASUVORK5CYII=',
  ),
};

/** 160 by 240 pixels. */
export const STATION: MadeFile = {
  name: 'IMG-20240321-WA0002.png',
  mime: 'image/png',
  sha256: 'e546f1f0c0f4d6bbc5fdb347ae94e8cb32fd3a2274751a9a3c2ed4440e751bd3',
  bytes: ofBase64(
    'iVBORw0KGgoAAAANSUhEUgAAAKAAAADwAQMAAAC9j/2ZAAAABlBMVEXo3MRuRjLG55QAAAAALElEQVR42u3IoREAAAjEMPZfGhZ4y4FIRUWqJEn6WodBCCGEEEIIFzAEr3AA4Oqogt3ERtYAAAAASUVORK5CYII=',
  ),
};

/** 1600 by 900 pixels: larger than the place it is shown in. */
export const RIVER: MadeFile = {
  name: 'IMG-20240321-WA0003.png',
  mime: 'image/png',
  sha256: '11e53c246ac8efc5cc5ad815a4bbd7d4594bb9e3f118f7b6218d8f0c105d4fc2',
  bytes: ofBase64(
    'iVBORw0KGgoAAAANSUhEUgAABkAAAAOEAQMAAADDg2/hAAAABlBMVEVglr4oWjxXHYONAAAB8UlEQVR42u3PQQ0AAAgEIPuXPkO4+VBoQOWIEhEREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREXkYAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAWJMjREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREREROYa/vFo5dZTnF0AAAAASUVORK5CYII=',
  ),
};

export const BELL: MadeFile = {
  name: 'PTT-20240321-WA0004.wav',
  mime: 'audio/wav',
  sha256: '6a0c3ba37a9f7cf9170bafde74c157b0d2749e30bbec946acf41e27e65d3018e',
  bytes: tone(),
};

export const CARD: MadeFile = {
  name: 'Noa.vcf',
  mime: 'text/vcard',
  sha256: 'ba19dfb9c5facf6dac3d2026de0107722522b83f48b3e5b56f0c93d0fada6c51',
  bytes: ofText('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:נועה כהן\r\nTEL;TYPE=CELL:+447700900004\r\nEND:VCARD\r\n'),
};

/** Called a film by its sender, and none. */
export const BROKEN_FILM: MadeFile = {
  name: 'VID-20240321-WA0006.mp4',
  mime: 'video/mp4',
  sha256: 'bf8b0429a6eb21e8c859f3420680425100796f5d99648a53dcfcb318614e2461',
  bytes: ofText('This was a film once.\n'),
};

export const MADE_FILES: readonly MadeFile[] = [BRIDGE, STATION, RIVER, BELL, CARD, BROKEN_FILM];

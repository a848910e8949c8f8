/** Sounds for the messages: tones as WAV, and voice notes as Ogg Opus without anything to hear. */
import type { SoundKey } from './message.ts';

const WAV_RATE = 8000;

/** Frequencies in Hz of the tones, one after the other, a quarter of a second each. */
const TONES: Readonly<Record<SoundKey, readonly number[]>> = {
  bells: [523, 659, 784, 659, 523, 392, 440, 523],
  horn: [220, 220, 196, 196],
};

/**
 * The tones as WAV: PCM, 8 bits, mono, 8 kHz. The wave is a triangle, drawn with whole numbers, so the
 * bytes are the same on every machine.
 */
export function wav(sound: SoundKey): Buffer {
  const length = WAV_RATE / 4;
  const samples = Buffer.concat(
    TONES[sound].map((frequency) =>
      Buffer.from(
        Array.from({ length }, (_, i) => {
          const phase = (i * frequency * 256) / WAV_RATE;
          const inPeriod = Math.floor(phase) % 256;
          const triangle = inPeriod < 128 ? inPeriod - 64 : 191 - inPeriod;
          return 128 + Math.trunc((triangle * (length - i)) / length);
        }),
      ),
    ),
  );
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(WAV_RATE, 24);
  head.writeUInt32LE(WAV_RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}

/** Seconds that a sound lasts. */
export const secondsOf = (sound: SoundKey): number => TONES[sound].length / 4;

/** RFC 6716, 3.1: CELT only, full band, 20 ms, mono, one frame; its content decodes to silence. */
const SILENT_PACKET = Buffer.from([0xf8, 0xff, 0xfe]);
const PACKETS_A_SECOND = 50;
/** RFC 7845: time in an Ogg Opus stream counts in samples at 48 kHz. */
const OPUS_RATE = 48_000;
const PACKETS_A_PAGE = 50;

/** RFC 3533, section 6: polynomial 0x04c11db7, not reflected, starting from 0. */
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24;
  for (let bit = 0; bit < 8; bit++) rest = rest & 0x80000000 ? (rest << 1) ^ 0x04c11db7 : rest << 1;
  return rest >>> 0;
});

interface OggPage {
  readonly packets: readonly Buffer[];
  readonly sequence: number;
  /** Samples up to the end of the page. */
  readonly position: number;
  readonly serial: number;
  readonly first?: boolean;
  readonly last?: boolean;
}

function oggPage({ packets, sequence, position, serial, first, last }: OggPage): Buffer {
  const page = Buffer.alloc(27 + packets.length);
  page.write('OggS', 0, 'latin1');
  page[5] = (first ? 2 : 0) | (last ? 4 : 0);
  page.writeBigUInt64LE(BigInt(position), 6);
  page.writeUInt32LE(serial, 14);
  page.writeUInt32LE(sequence, 18);
  page[26] = packets.length;
  for (const [index, packet] of packets.entries()) page[27 + index] = packet.length;
  const whole = Buffer.concat([page, ...packets]);
  let crc = 0;
  for (const byte of whole) crc = ((crc << 8) ^ CRC[((crc >>> 24) ^ byte) & 0xff]!) >>> 0;
  whole.writeUInt32LE(crc, 22);
  return whole;
}

/** A voice note of so many seconds of silence, as phones send them: Ogg Opus (RFC 7845), mono. */
export function silentVoiceNote(seconds: number, serial: number): Buffer {
  const head = Buffer.alloc(19);
  head.write('OpusHead', 0, 'latin1');
  head[8] = 1;
  head[9] = 1;
  head.writeUInt32LE(16_000, 12);
  const tags = Buffer.alloc(16);
  tags.write('OpusTags', 0, 'latin1');

  const pages = [
    oggPage({ packets: [head], sequence: 0, position: 0, serial, first: true }),
    oggPage({ packets: [tags], sequence: 1, position: 0, serial }),
  ];
  const total = seconds * PACKETS_A_SECOND;
  for (let done = 0; done < total; ) {
    const count = Math.min(PACKETS_A_PAGE, total - done);
    done += count;
    pages.push(
      oggPage({
        packets: Array.from({ length: count }, () => SILENT_PACKET),
        sequence: pages.length,
        position: (done * OPUS_RATE) / PACKETS_A_SECOND,
        serial,
        last: done === total,
      }),
    );
  }
  return Buffer.concat(pages);
}

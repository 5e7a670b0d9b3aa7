import type { SpeechFormat } from '../../contract/provider.ts';

export interface FoundSound {
  format: SpeechFormat;
  /** Hz, where it is told. */
  sampleRate?: number;
  bytes: number;
}

const MAGIC: readonly (readonly [start: string, format: SpeechFormat])[] = [
  ['RIFF', 'wav'],
  ['ID3', 'mp3'],
  ['OggS', 'opus'],
  ['fLaC', 'flac'],
];

/** What kind of sound an answer is, by its first bytes, else by its type; undefined: it is none. */
export function soundOf(answer: ArrayBuffer, contentType: string): FoundSound | undefined {
  const bytes = answer.byteLength;
  if (bytes === 0 || /json|html|xml/.test(contentType)) return undefined;
  const data = new DataView(answer);
  const start = String.fromCharCode(...new Uint8Array(answer, 0, Math.min(4, bytes)));
  const format =
    MAGIC.find(([magic]) => start.startsWith(magic))?.[1] ??
    (/mpeg|mp3/.test(contentType) || isMp3Frame(data) ? 'mp3' : 'pcm');
  const sampleRate = format === 'wav' ? wavRate(data) : rateIn(contentType);
  return { format, bytes, ...(sampleRate === undefined ? {} : { sampleRate }) };
}

/**
 * The header of an MPEG audio frame of layer III, with which an MP3 file without tags begins (ISO 11172-3).
 */
function isMp3Frame(data: DataView): boolean {
  if (data.byteLength < 4 || (data.getUint16(0) & 0xff_e6) !== 0xff_e2) return false;
  const version = (data.getUint8(1) >> 3) & 3; // 1 is none
  const bitrate = data.getUint8(2) >> 4; // 0: any, 15: none
  const rate = (data.getUint8(2) >> 2) & 3; // 3 is none
  return version !== 1 && bitrate !== 0 && bitrate !== 15 && rate !== 3;
}

/** The rate stands 12 bytes into the `fmt ` chunk, which all but a few files begin with. */
function wavRate(data: DataView): number | undefined {
  const isPlain = data.byteLength >= 28 && data.getUint32(12) === 0x66_6d_74_20;
  return isPlain ? data.getUint32(24, true) : undefined;
}

/** `audio/pcm;rate=16000` (RFC 2586). */
function rateIn(contentType: string): number | undefined {
  const told = Number(/\brate=(\d{4,6})\b/.exec(contentType)?.[1]);
  return told >= 8000 && told <= 96_000 ? told : undefined;
}

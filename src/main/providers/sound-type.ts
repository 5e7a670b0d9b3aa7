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
    (/mpeg|mp3/.test(contentType) ? 'mp3' : 'pcm');
  const sampleRate = format === 'wav' ? wavRate(data) : rateIn(contentType);
  return { format, bytes, ...(sampleRate === undefined ? {} : { sampleRate }) };
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

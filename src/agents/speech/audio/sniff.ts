/** What a server sends, judged by its first bytes; `pcm`: nothing speaks for anything else. */
export type SoundKind = 'wav' | 'mp3' | 'ogg-opus' | 'flac' | 'ogg-flac' | 'pcm';

export type Sniffed =
  | { kind: SoundKind }
  /** No sound at all, or none that can be read; `what` ends "the server sent …". */
  | { kind: 'unreadable'; what: string }
  | { kind: 'more' };

/** With so many bytes everything can be told apart: two frames of the longest MP3, and their headers. */
const ENOUGH_BYTES = 4096;
/** As much of a body that is text is looked at. */
const TEXT_BYTES = 24;

/**
 * @param head what came so far
 * @param isAll nothing follows it
 * @param contentType as the server gave it, lower case
 */
export function sniff(head: Uint8Array, isAll: boolean, contentType: string): Sniffed {
  const isEnough = isAll || head.length >= ENOUGH_BYTES;
  if (/^(text\/|application\/(json|problem\+json|xml|xhtml))/.test(contentType)) {
    return { kind: 'unreadable', what: `text (${contentType.split(';')[0]}) in place of sound` };
  }
  if (head.length < TEXT_BYTES && !isAll) return { kind: 'more' };
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  const magic = bytes.toString('latin1', 0, 4);
  if (magic === 'RIFF' || magic === 'RF64') return { kind: 'wav' };
  if (magic === 'fLaC') return { kind: 'flac' };
  if (magic === 'OggS') return sniffOgg(bytes, isEnough);
  if (magic.startsWith('ID3')) return { kind: 'mp3' };
  const foreign = bytes.length < TEXT_BYTES ? undefined : foreignKind(bytes);
  if (foreign) return { kind: 'unreadable', what: `${foreign}, which can't be read` };
  if (isText(bytes)) return { kind: 'unreadable', what: 'text in place of sound' };
  return sniffMp3(bytes, isEnough, /mpeg|mp3/.test(contentType));
}

/** The first page of an Ogg stream holds the header of its codec. */
function sniffOgg(bytes: Buffer, isEnough: boolean): Sniffed {
  const codecAt = 27 + (bytes[26] ?? 0);
  if (bytes.length < codecAt + 8 && !isEnough) return { kind: 'more' };
  const codec = bytes.toString('latin1', codecAt, codecAt + 8);
  if (codec === 'OpusHead') return { kind: 'ogg-opus' };
  if (codec.slice(1, 5) === 'FLAC') return { kind: 'ogg-flac' };
  return { kind: 'unreadable', what: 'Ogg with another codec than Opus or FLAC' };
}

/** Raw sound can look like the header of an MP3 frame, hardly like two at the right distance. */
function sniffMp3(bytes: Buffer, isEnough: boolean, isAnnounced: boolean): Sniffed {
  const length = mp3FrameBytes(bytes, 0);
  if (length === undefined) return { kind: 'pcm' };
  if (isAnnounced) return { kind: 'mp3' };
  if (bytes.length < length + 4 && !isEnough) return { kind: 'more' };
  return { kind: mp3FrameBytes(bytes, length) === undefined ? 'pcm' : 'mp3' };
}

const MP3_KBPS = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  later: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const MP3_RATES = [44_100, 48_000, 32_000];

/** The length of the MPEG audio layer III frame at a place; undefined: there is none. */
function mp3FrameBytes(bytes: Buffer, at: number): number | undefined {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return undefined;
  const version = (kind >> 3) & 3; // 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5
  const layer = (kind >> 1) & 3; // 1: layer III
  if (version === 1 || layer !== 1) return undefined;
  const kbps = (version === 3 ? MP3_KBPS.first : MP3_KBPS.later)[rates >> 4];
  const base = MP3_RATES[(rates >> 2) & 3];
  if (!kbps || !base) return undefined;
  const sampleRate = version === 3 ? base : version === 2 ? base / 2 : base / 4;
  const samples = version === 3 ? 1152 : 576;
  return Math.floor((samples * kbps * 125) / sampleRate) + ((rates >> 1) & 1);
}

function foreignKind(bytes: Buffer): string | undefined {
  if (bytes.readUInt16BE(0) >> 4 === 0xfff && isAdts(bytes)) return 'AAC';
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return 'MP4';
  if (bytes.readUInt32BE(0) === 0x1a45_dfa3) return 'WebM or Matroska';
  if (bytes.toString('latin1', 0, 4) === 'FORM') return 'AIFF';
  return undefined;
}

/** An AAC header (ISO 13818-7, ADTS), and another one where the first says that its frame ends. */
function isAdts(bytes: Buffer): boolean {
  if ((bytes.readUInt8(1) & 6) !== 0) return false;
  const length =
    ((bytes.readUInt8(3) & 3) << 11) | (bytes.readUInt8(4) << 3) | (bytes.readUInt8(5) >> 5);
  return length > 7 && length + 2 <= bytes.length && bytes.readUInt16BE(length) >> 4 === 0xfff;
}

/** Nothing but printable characters: sound would have to be very loud and very odd for that. */
function isText(bytes: Buffer): boolean {
  const start = bytes.subarray(0, TEXT_BYTES);
  return (
    start.length >= 2 &&
    start.every((byte) => (byte >= 32 && byte < 127) || [9, 10, 13].includes(byte))
  );
}

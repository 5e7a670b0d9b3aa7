import type { AudioEncoding, AudioOptions } from '../../contract/export-api.ts';
import { otherSide, SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type { SideAudio } from '../exports/texts/text-format.ts';
import { TELEPHONE_RATE } from './augment/resolve.ts';

type Layout = Pick<AudioOptions, 'encoding' | 'layout' | 'left'>;
type Rate = Pick<AudioOptions, 'encoding' | 'sampleRate'>;

/**
 * That of all our Opus files, Hz. Most decoders give it whatever a file was made from (RFC 7845), some what the
 * file's head tells about its source: made like this, they agree.
 */
const OPUS_RATE = 48_000;

const ENDINGS: Record<AudioEncoding, string> = { wav: 'wav', flac: 'flac', opus: 'opus' };

/** One audio file of a recording. */
export interface AudioFile {
  name: string;
  /** Side on each channel, the first channel first; null: both sides mixed on one. */
  channels: readonly Side[] | null;
}

/** The files that a recording becomes, in the order in which they are told. */
export function audioFiles(name: string, { encoding, layout, left }: Layout): AudioFile[] {
  const ending = ENDINGS[encoding];
  switch (layout) {
    case 'stereo':
      return [{ name: `${name}.${ending}`, channels: [left, otherSide(left)] }];
    case 'split':
      return SIDES.map((side) => ({ name: `${name}.${side}.${ending}`, channels: [side] }));
    case 'mix':
      return [{ name: `${name}.${ending}`, channels: null }];
  }
}

/** Names of the files, and where each side is: which file, which channel of it from 0. */
export function audioNames(
  name: string,
  audio: Layout,
): { files: string[]; sides: PerSide<SideAudio> } {
  const files = audioFiles(name, audio);
  const find = (side: Side): SideAudio => {
    const file = files.find(({ channels }) => channels === null || channels.includes(side));
    if (!file) throw new Error(`no file holds side ${side}`);
    return { path: file.name, channel: Math.max(0, file.channels?.indexOf(side) ?? 0) };
  };
  return { files: files.map((file) => file.name), sides: { a: find('a'), b: find('b') } };
}

/** The rate up to which there is sound, Hz: a telephone's is 8 kHz whatever was asked for. */
export function soundRate(audio: Rate, augment: { telephone: boolean } | null): number {
  return augment?.telephone ? TELEPHONE_RATE : audio.sampleRate;
}

/** The rate of the files, Hz: what tables must say. That of Opus is 48 kHz, with sound as far as `soundRate`. */
export function outputRate(audio: Rate, augment: { telephone: boolean } | null): number {
  return audio.encoding === 'opus' ? OPUS_RATE : soundRate(audio, augment);
}

import type { PerSide } from '../../../contract/side.ts';
import type { TextContext } from './text-format.ts';

/**
 * Channels from 1, as NIST's tables count them: that of the audio file; with a file for each side (or
 * without audio) those of the recording that they are of, where side a is the first.
 */
export function channelNumbers({ audio }: TextContext): PerSide<number> {
  if (audio === null || audio.a.path !== audio.b.path) return { a: 1, b: 2 };
  return { a: audio.a.channel + 1, b: audio.b.channel + 1 };
}

/** Where the sound of each side is, for a person; null where there is none or both are on one channel. */
export function channelWords({ audio }: TextContext): PerSide<string> | null {
  if (audio === null) return null;
  if (audio.a.path !== audio.b.path) return { a: audio.a.path, b: audio.b.path };
  if (audio.a.channel === audio.b.channel) return null;
  const left = audio.a.channel < audio.b.channel;
  return { a: left ? 'left channel' : 'right channel', b: left ? 'right channel' : 'left channel' };
}

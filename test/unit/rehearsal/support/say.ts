import { loadEspeak } from '../../../../src/rehearsal/voice/espeak.ts';
import { Utterance, VOICE_RATE, type Part } from '../../../../src/rehearsal/voice/utterance.ts';
import { findVoice } from '../../../../src/rehearsal/voice/voices.ts';
import type { TimedWord } from '../../../../src/rehearsal/voice/word-timer.ts';

const espeak = await loadEspeak();

export interface Said {
  readonly text: string;
  readonly pcm: Int16Array<ArrayBuffer>;
  readonly samples: Float32Array<ArrayBuffer>;
  readonly words: readonly TimedWord[];
  readonly parts: readonly Part[];
  readonly durationMs: number;
}

/** Speaks with the real voice, in this thread. */
export function say(text: string, voiceName = 'birch', speed = 1): Said {
  const voice = findVoice(voiceName);
  if (!voice) throw new Error(`no voice ${voiceName}`);
  const parts: Part[] = [];
  const utterance = new Utterance(espeak, { text, voice, speed });
  while (utterance.step((part) => parts.push(part)));
  const pcm = Int16Array.from(parts.flatMap((part) => [...part.pcm]));
  return {
    text,
    pcm,
    samples: floats(pcm),
    words: parts.flatMap((part) => part.words),
    parts,
    durationMs: (pcm.length * 1000) / VOICE_RATE,
  };
}

export function floats(pcm: Int16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(pcm, (sample) => sample / 32_768);
}

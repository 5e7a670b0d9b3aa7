import type { EspeakSettings } from './voices.ts';
import initialise from '@echogarden/espeak-ng-emscripten';

/** Sample rate of espeak-ng's sound, in Hz. */
export const ESPEAK_RATE = 22_050;

/** What espeak-ng says about a place in the sound (speak_lib.h, espeak_EVENT). */
export interface EspeakEvent {
  readonly type: 'word' | 'sentence' | 'phoneme' | 'end' | 'mark' | 'samplerate' | 'msg_terminated';
  /** 1-based character position in the text. */
  readonly text_position: number;
  /** In ms from the first sample of this call. */
  readonly audio_position: number;
  /** The phoneme's name; empty for a pause. */
  readonly id?: string | number;
}

export type OnSound = (samples: Int16Array, events: readonly EspeakEvent[]) => void;

/** One espeak-ng in WebAssembly. Every call is synchronous: keep it in a thread of its own. */
export interface Espeak {
  /**
   * Speaks a text; the sound comes in pieces of about 100 ms, each with the events inside it.
   * @throws Error when there is no such voice, or none for the language
   */
  speak(text: string, settings: EspeakSettings, speed: number, onSound: OnSound): void;
}

/** As espeak-ng counts them (speak_lib.h, espeak_VOICE). */
const GENDERS = { male: 1, female: 2 } as const;

const within = (value: number, low: number, high: number): number =>
  Math.round(Math.min(high, Math.max(low, value)));

/** Loads espeak-ng with its data (about 25 MB, 0.1 s). */
export async function loadEspeak(): Promise<Espeak> {
  const module = await initialise({ print: () => {}, printErr: () => {} });
  const espeak = new module.eSpeakNGWorker();
  const choose = (voice: EspeakSettings['voice']): void => {
    const failed =
      typeof voice === 'string'
        ? espeak.set_voice(voice, '', 0, 0, 0)
        : espeak.set_voice('', voice.language, GENDERS[voice.gender], 0, 0);
    if (failed) throw new Error(`espeak-ng has no voice for ${JSON.stringify(voice)}`);
  };
  return {
    speak(text, settings, speed, onSound) {
      choose(settings.voice);
      espeak.set_rate(within(settings.rate * speed, 80, 450));
      espeak.set_pitch(within(settings.pitch, 0, 99));
      espeak.set_range(within(settings.range, 0, 99));
      espeak.synthesize(text, (samples, events) => {
        onSound(samples, events);
        return false;
      });
    },
  };
}

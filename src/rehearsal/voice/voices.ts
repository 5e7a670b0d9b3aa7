import {
  REHEARSAL_VOICES,
  type RehearsalVoice,
  type RehearsalVoiceName,
} from '../../contract/rehearsal-voices.ts';

/** One named voice: an espeak-ng voice with its own pitch, pace and melody. */
export interface Voice extends RehearsalVoice {
  readonly name: RehearsalVoiceName;
  readonly espeak: EspeakSettings;
}

/** Settings of espeak-ng. */
export interface EspeakSettings {
  /** espeak-ng language and variant, `en-us+f3`; or any that speaks a language (BCP 47). */
  readonly voice: string | { readonly language: string; readonly gender: 'male' | 'female' };
  /** Words per minute, 80 … 450. */
  readonly rate: number;
  /** Base pitch, 0 … 99. */
  readonly pitch: number;
  /** Melody: 0 monotone … 99 lively. */
  readonly range: number;
  /** Brings this voice to about −20 dBFS (RMS while speaking); linear, measured. */
  readonly gain: number;
}

const ESPEAK: Record<RehearsalVoiceName, EspeakSettings> = {
  birch: { voice: 'en-us+f2', rate: 172, pitch: 52, range: 55, gain: 0.9 },
  hazel: { voice: 'en-gb-x-rp+f4', rate: 165, pitch: 45, range: 50, gain: 0.92 },
  willow: { voice: 'en+Annie', rate: 188, pitch: 62, range: 65, gain: 0.94 },
  maple: { voice: 'en-us+f5', rate: 158, pitch: 34, range: 45, gain: 1.21 },
  juniper: { voice: 'en-029+f3', rate: 176, pitch: 58, range: 80, gain: 0.89 },
  linden: { voice: 'en-gb-x-gbclan+f1', rate: 160, pitch: 40, range: 30, gain: 0.83 },
  ash: { voice: 'en-us+m3', rate: 172, pitch: 48, range: 50, gain: 1.09 },
  oak: { voice: 'en-us+m7', rate: 155, pitch: 22, range: 40, gain: 1.02 },
  cedar: { voice: 'en-gb-x-rp+m1', rate: 168, pitch: 42, range: 55, gain: 1.18 },
  rowan: { voice: 'en-gb-scotland+m2', rate: 180, pitch: 55, range: 60, gain: 1.1 },
  larch: { voice: 'en-us+m4', rate: 192, pitch: 70, range: 70, gain: 1.02 },
  elm: { voice: 'en-gb-x-gbclan+m6', rate: 150, pitch: 30, range: 35, gain: 1.01 },
};

/** Every voice of the rehearsal provider, women first. */
export const VOICES: readonly Voice[] = (Object.keys(REHEARSAL_VOICES) as RehearsalVoiceName[]).map(
  (name) => ({ name, ...REHEARSAL_VOICES[name], espeak: ESPEAK[name] }),
);

/** The voice of requests that name none. */
export const DEFAULT_VOICE = 'ash';

/** The voice of that name, in any case; undefined when there is none. */
export function findVoice(name: string): Voice | undefined {
  return VOICES.find((each) => each.name === name.trim().toLowerCase());
}

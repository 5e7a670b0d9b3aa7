/** One named voice of the rehearsal provider: an espeak-ng voice with its own pitch, pace and melody. */
export interface Voice {
  /** What a persona writes in `voices.rehearsal`. */
  readonly name: string;
  /** One line for a person who chooses. */
  readonly description: string;
  readonly gender: 'female' | 'male';
  readonly accent: 'american' | 'british' | 'scottish' | 'caribbean' | 'northern-english';
  readonly espeak: EspeakSettings;
}

/** Settings of espeak-ng. */
export interface EspeakSettings {
  /** espeak-ng language and variant, `en-us+f3`. */
  readonly voice: string;
  /** Words per minute, 80 … 450. */
  readonly rate: number;
  /** Base pitch, 0 … 99. */
  readonly pitch: number;
  /** Melody: 0 monotone … 99 lively. */
  readonly range: number;
  /** Brings this voice to about −20 dBFS (RMS while speaking); linear, measured. */
  readonly gain: number;
}

function voice(
  name: string,
  gender: Voice['gender'],
  accent: Voice['accent'],
  description: string,
  espeak: EspeakSettings,
): Voice {
  return { name, gender, accent, description, espeak };
}

/** Every voice of the rehearsal provider, women first. */
export const VOICES: readonly Voice[] = [
  voice('birch', 'female', 'american', 'Clear and friendly, at an even pace', {
    voice: 'en-us+f2',
    rate: 172,
    pitch: 52,
    range: 55,
    gain: 0.9,
  }),
  voice('hazel', 'female', 'british', 'Calm and precise, received pronunciation', {
    voice: 'en-gb-x-rp+f4',
    rate: 165,
    pitch: 45,
    range: 50,
    gain: 0.92,
  }),
  voice('willow', 'female', 'british', 'Young, bright and quick', {
    voice: 'en+Annie',
    rate: 188,
    pitch: 62,
    range: 65,
    gain: 0.94,
  }),
  voice('maple', 'female', 'american', 'Warm and low, unhurried', {
    voice: 'en-us+f5',
    rate: 158,
    pitch: 34,
    range: 45,
    gain: 1.21,
  }),
  voice('juniper', 'female', 'caribbean', 'Lively, with a wide melody', {
    voice: 'en-029+f3',
    rate: 176,
    pitch: 58,
    range: 80,
    gain: 0.89,
  }),
  voice('linden', 'female', 'northern-english', 'Older, dry and matter-of-fact', {
    voice: 'en-gb-x-gbclan+f1',
    rate: 160,
    pitch: 40,
    range: 30,
    gain: 0.83,
  }),
  voice('ash', 'male', 'american', 'Neutral and steady', {
    voice: 'en-us+m3',
    rate: 172,
    pitch: 48,
    range: 50,
    gain: 1.09,
  }),
  voice('oak', 'male', 'american', 'Deep and slow', {
    voice: 'en-us+m7',
    rate: 155,
    pitch: 22,
    range: 40,
    gain: 1.02,
  }),
  voice('cedar', 'male', 'british', 'Polite and well-spoken', {
    voice: 'en-gb-x-rp+m1',
    rate: 168,
    pitch: 42,
    range: 55,
    gain: 1.18,
  }),
  voice('rowan', 'male', 'scottish', 'Down to earth, a little brisk', {
    voice: 'en-gb-scotland+m2',
    rate: 180,
    pitch: 55,
    range: 60,
    gain: 1.1,
  }),
  voice('larch', 'male', 'american', 'Young and fast, high for a man', {
    voice: 'en-us+m4',
    rate: 192,
    pitch: 70,
    range: 70,
    gain: 1.02,
  }),
  voice('elm', 'male', 'northern-english', 'Old, slow and gravelly', {
    voice: 'en-gb-x-gbclan+m6',
    rate: 150,
    pitch: 30,
    range: 35,
    gain: 1.01,
  }),
];

/** The voice of requests that name none. */
export const DEFAULT_VOICE = 'ash';

/** The voice of that name, in any case; undefined when there is none. */
export function findVoice(name: string): Voice | undefined {
  return VOICES.find((each) => each.name === name.trim().toLowerCase());
}

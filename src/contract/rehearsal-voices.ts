/** One named voice of the rehearsal provider, as a person who chooses sees it. */
export interface RehearsalVoice {
  readonly gender: 'female' | 'male';
  readonly accent: 'american' | 'british' | 'scottish' | 'caribbean' | 'northern-english';
  /** One line for a person who chooses. */
  readonly description: string;
}

function voice(
  gender: RehearsalVoice['gender'],
  accent: RehearsalVoice['accent'],
  description: string,
): RehearsalVoice {
  return { gender, accent, description };
}

/** Every voice of the rehearsal provider by what a persona writes in `voices.rehearsal`, women first. */
export const REHEARSAL_VOICES = {
  birch: voice('female', 'american', 'Clear and friendly, at an even pace'),
  hazel: voice('female', 'british', 'Calm and precise, received pronunciation'),
  willow: voice('female', 'british', 'Young, bright and quick'),
  maple: voice('female', 'american', 'Warm and low, unhurried'),
  juniper: voice('female', 'caribbean', 'Lively, with a wide melody'),
  linden: voice('female', 'northern-english', 'Older, dry and matter-of-fact'),
  ash: voice('male', 'american', 'Neutral and steady'),
  oak: voice('male', 'american', 'Deep and slow'),
  cedar: voice('male', 'british', 'Polite and well-spoken'),
  rowan: voice('male', 'scottish', 'Down to earth, a little brisk'),
  larch: voice('male', 'american', 'Young and fast, high for a man'),
  elm: voice('male', 'northern-english', 'Old, slow and gravelly'),
} as const;
export type RehearsalVoiceName = keyof typeof REHEARSAL_VOICES;

/** Length of one window of the voice-activity model: 512 samples at 16 kHz. */
export const WINDOW_MS = 32;

/** Probability from which a window counts as voiced, and the lower one that keeps a run going. */
const ACTIVATION = 0.5;
const DEACTIVATION = 0.35;

/** What the windows so far say. All durations in ms. */
export interface VoiceActivity {
  /** Unbroken voiced time up to now; 0 while silent. */
  readonly voicedRunMs: number;
  /** Time since the last voiced window. */
  readonly silenceMs: number;
}

export const NO_VOICE: VoiceActivity = { voicedRunMs: 0, silenceMs: Number.POSITIVE_INFINITY };

/** The activity after one more window with this probability (0 … 1) of voice. */
export function hear(activity: VoiceActivity, probability: number): VoiceActivity {
  const threshold = activity.voicedRunMs > 0 ? DEACTIVATION : ACTIVATION;
  return probability >= threshold
    ? { voicedRunMs: activity.voicedRunMs + WINDOW_MS, silenceMs: 0 }
    : { voicedRunMs: 0, silenceMs: activity.silenceMs + WINDOW_MS };
}

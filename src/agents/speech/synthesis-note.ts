import type { AudioFrame } from '@livekit/rtc-node';
import type { SpokenWord } from '../../contract/worker-messages.ts';

/** The text of a request; where it comes along with its audio, it grows in place. */
export type SpokenText = string | { readonly text: string };

/**
 * What a frame of synthesised speech says about itself. It travels with the frame through the
 * framework, so that the output knows the words of what it plays.
 */
export interface SynthesisNote {
  /** On the first frame of a request: the text that was asked for. */
  text?: SpokenText;
  /** Words with times in ms from the first sample of the request; in any frame of it. */
  words?: SpokenWord[];
  /** On the last frame of a request: its sound is whole, or it broke off here. */
  end?: 'whole' | 'cut';
}

const KEY = 'duologue.synthesis';

export function attachNote(frame: AudioFrame, note: SynthesisNote): void {
  frame.userdata[KEY] = note;
}

export function noteOf(frame: AudioFrame): SynthesisNote | undefined {
  return frame.userdata[KEY] as SynthesisNote | undefined;
}

/** The text as it is now. */
export function currentText(text: SpokenText): string {
  return typeof text === 'string' ? text : text.text;
}

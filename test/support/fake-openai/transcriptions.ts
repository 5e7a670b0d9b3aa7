import { fromWav } from '../../../src/rehearsal/wav.ts';
import { jsonAnswer, refusal } from './answers.ts';
import type { FakeEar } from './ear.ts';
import { wordsIn } from './replies.ts';
import type { Answer } from './types.ts';

/** `POST /v1/audio/transcriptions`: WAV files only. */
export function transcriptions(file: Uint8Array | undefined, ear: FakeEar): Answer {
  try {
    const sound = fromWav(file ?? new Uint8Array());
    const text = ear.hear(sound);
    const seconds = sound.pcm.length / sound.sampleRate;
    const input = Math.round(seconds * 10);
    const output = wordsIn(text);
    return jsonAnswer({
      text,
      usage: {
        type: 'tokens',
        input_tokens: input,
        output_tokens: output,
        total_tokens: input + output,
        input_token_details: { text_tokens: 0, audio_tokens: input },
      },
    });
  } catch (error) {
    return refusal(400, { param: 'file', message: String(error) });
  }
}

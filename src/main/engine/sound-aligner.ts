import { StudioError } from '../../contract/errors.ts';
import { formFetch } from '../../contract/form-fetch.ts';
import { alignmentSchema } from '../../contract/rehearsal-messages.ts';
import { wavHeader } from '../../contract/wav-format.ts';
import type { AlignSound, MonoSound } from '../recordings/sound-words.ts';

/**
 * Finds words in a sound by the rehearsal's server.
 *
 * @param baseUrl with `/v1`
 * @throws StudioError `provider-failed` when it refuses; what `fetch` throws when it doesn't answer
 */
export function soundAligner(baseUrl: string): AlignSound {
  return async (sound, request, signal) => {
    const form = new FormData();
    form.set('file', new Blob([wavOf(sound)], { type: 'audio/wav' }), 'turn.wav');
    form.set('request', JSON.stringify(request));
    const response = await formFetch(`${baseUrl}/audio/alignments`, {
      method: 'POST',
      body: form,
      signal,
    });
    if (!response.ok) throw refused(response.status);
    return alignmentSchema.parse(await response.json());
  };
}

function wavOf({ pcm, sampleRate }: MonoSound): Uint8Array<ArrayBuffer> {
  const header = wavHeader({ sampleRate, channels: 1, dataBytes: pcm.byteLength });
  const file = new Uint8Array(header.length + pcm.byteLength);
  file.set(header);
  file.set(new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength), header.length);
  return file;
}

function refused(status: number): StudioError {
  return new StudioError({
    code: 'provider-failed',
    message: `Word times could not be found by the sound (HTTP ${status}).`,
    remedy: 'They stay estimated; the log of the rehearsal provider says why.',
    details: { status },
  });
}

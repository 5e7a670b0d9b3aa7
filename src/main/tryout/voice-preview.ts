import { LRUCache } from 'lru-cache';
import type { previewVoiceSchema, Sound } from '../../contract/document-api.ts';
import { StudioError } from '../../contract/errors.ts';
import type { TtsStage } from '../../contract/provider.ts';
import { REHEARSAL_VOICES } from '../../contract/rehearsal-voices.ts';
import { wavHeader } from '../../contract/wav-format.ts';
import { keysOf, requireKey } from '../providers/keys.ts';
import { providerError } from '../providers/provider-error.ts';
import { reachable } from '../providers/stages.ts';
import { sampleSentence } from './samples.ts';
import { inTime, stageClient, type TryOutPorts } from './stage-client.ts';
import type { z } from 'zod';

type Request = z.output<typeof previewVoiceSchema>;

/** The rate of the `pcm` format (API reference, "Create speech"); it is what a call asks for, too. */
const PCM_RATE = 24_000;
/** Less sound than this says nothing, ms. */
const SHORTEST_MS = 50;
/** Characters of base64 that are kept: a dozen samples and more. */
const KEPT = 16_000_000;

/** Short samples of voices; those that were heard lately are kept. */
export class VoicePreview {
  readonly #ports: TryOutPorts;
  readonly #kept = new LRUCache<string, Sound>({
    maxSize: KEPT,
    sizeCalculation: ({ base64 }) => base64.length,
  });

  constructor(ports: TryOutPorts) {
    this.#ports = ports;
  }

  /** Throws `invalid-input` for a voice that isn't there, and what a call tells of its provider. */
  async speak(request: Request): Promise<Sound> {
    const { provider, voice, language } = request;
    const stage = this.#stageOf(request);
    // The rehearsal voices speak English only.
    const sample = sampleSentence(provider === 'rehearsal' ? 'en' : language);
    const text = request.text ?? sample;
    const key = JSON.stringify([provider, stage.baseUrl, stage.model, voice, text]);
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const sound = await this.#synthesise(stage, text);
    this.#kept.set(key, sound);
    return sound;
  }

  #stageOf({ provider, voice }: Request): TtsStage {
    if (provider === 'rehearsal') {
      if (!Object.hasOwn(REHEARSAL_VOICES, voice)) throw unknownVoice(voice);
      return { provider, model: 'rehearsal-voice', voice };
    }
    const sources = this.#ports.sources();
    requireKey(provider, sources);
    return { provider, ...reachable(sources, provider, 'tts'), voice };
  }

  async #synthesise(stage: TtsStage, input: string): Promise<Sound> {
    const { model, voice } = stage;
    const about = { stage: `TTS (voice "${voice}")`, model };
    const client = await stageClient(stage, this.#ports);
    try {
      const request = { model, voice, input, response_format: 'pcm' as const };
      const response = await client.audio.speech.create(request, inTime(this.#ports));
      return wavOf(await response.arrayBuffer(), about.stage);
    } catch (thrown) {
      throw providerError(thrown, about, Object.values(keysOf(this.#ports.sources())));
    }
  }
}

/** PCM s16le mono as a WAV file; half a sample at the end is left out. */
function wavOf(pcm: ArrayBuffer, stage: string): Sound {
  const dataBytes = pcm.byteLength - (pcm.byteLength % 2);
  if (dataBytes < (PCM_RATE * 2 * SHORTEST_MS) / 1000) {
    throw new StudioError({
      code: 'provider-failed',
      message: `The ${stage} gave no sound.`,
      remedy: 'Choose another voice, or another model for speech.',
    });
  }
  const header = wavHeader({ sampleRate: PCM_RATE, channels: 1, dataBytes });
  const bytes = Buffer.concat([header, new Uint8Array(pcm, 0, dataBytes)]);
  return { mimeType: 'audio/wav', base64: bytes.toString('base64') };
}

function unknownVoice(voice: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `The rehearsal provider has no voice "${voice}".`,
    remedy: `Choose one of ${Object.keys(REHEARSAL_VOICES).join(', ')}.`,
  });
}

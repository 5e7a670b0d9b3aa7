import { LRUCache } from 'lru-cache';
import type { previewVoiceSchema, Sound } from '../../contract/document-api.ts';
import { StudioError } from '../../contract/errors.ts';
import type { SpeechFormat, TtsStage } from '../../contract/provider.ts';
import { REHEARSAL_VOICES } from '../../contract/rehearsal-voices.ts';
import { wavHeader } from '../../contract/wav-format.ts';
import { sayInAnyFormat, type Said } from '../providers/ask-tts.ts';
import { setFor } from '../providers/sources.ts';
import { reachable } from '../providers/reachable.ts';
import { sampleSentence } from './samples.ts';
import { inTime, stageClient, tryOutFault, type TryOutPorts } from './stage-client.ts';
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
    const { format, sampleRate } = setFor(sources, provider).tts;
    return { provider, ...reachable(sources, provider, 'tts'), voice, format, sampleRate };
  }

  async #synthesise(stage: TtsStage, input: string): Promise<Sound> {
    const { model, voice, format } = stage;
    const client = await stageClient(stage, this.#ports);
    try {
      const { signal } = inTime(this.#ports);
      const formats = format === undefined ? undefined : [format];
      const said = await sayInAnyFormat({ model, voice, input }, client, signal, formats);
      return soundFor(said, this.#rateOf(stage), `TTS (voice "${voice}")`);
    } catch (thrown) {
      throw tryOutFault(thrown, { kind: 'tts', stage }, this.#ports);
    }
  }

  /** Hz, of pcm that doesn't say it itself. */
  #rateOf({ sampleRate, baseUrl, model }: TtsStage): number {
    const known = this.#ports.differencesOf?.({ stage: 'tts', baseUrl, model, apiKey: undefined });
    return sampleRate ?? known?.sampleRate ?? PCM_RATE;
  }
}

const TYPES: Readonly<Record<Exclude<SpeechFormat, 'pcm'>, string>> = {
  wav: 'audio/wav',
  mp3: 'audio/mpeg',
  opus: 'audio/ogg',
  flac: 'audio/flac',
};

/** Sound as a browser plays it. */
function soundFor({ sound, data }: Said, rate: number, stage: string): Sound {
  const { format, sampleRate = rate } = sound;
  if (format === 'pcm') return wavOf(data, sampleRate, stage);
  return { mimeType: TYPES[format], base64: Buffer.from(data).toString('base64') };
}

/** PCM s16le mono as a WAV file; half a sample at the end is left out. */
function wavOf(pcm: ArrayBuffer, sampleRate: number, stage: string): Sound {
  const dataBytes = pcm.byteLength - (pcm.byteLength % 2);
  if (dataBytes < (sampleRate * 2 * SHORTEST_MS) / 1000) throw noSound(stage);
  const header = wavHeader({ sampleRate, channels: 1, dataBytes });
  const bytes = Buffer.concat([header, new Uint8Array(pcm, 0, dataBytes)]);
  return { mimeType: 'audio/wav', base64: bytes.toString('base64') };
}

function noSound(stage: string): StudioError {
  return new StudioError({
    code: 'provider-failed',
    message: `The ${stage} gave no sound.`,
    remedy: 'Choose another voice, or another model for speech.',
  });
}

function unknownVoice(voice: string): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: `The rehearsal provider has no voice "${voice}".`,
    remedy: `Choose one of ${Object.keys(REHEARSAL_VOICES).join(', ')}.`,
  });
}

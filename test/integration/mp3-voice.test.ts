/** A server that gives speech as MP3 alone: what is found out beforehand, what is heard, and what is previewed. */
import { initializeLogger } from '@livekit/agents';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clientFor } from '../../src/agents/speech/clients.ts';
import { StreamingTts } from '../../src/agents/speech/streaming-tts.ts';
import type { Pipeline, TtsStage } from '../../src/contract/provider.ts';
import { adaptedStages, preflight } from '../../src/main/engine/preflight.ts';
import { KnownAnswers } from '../../src/main/providers/known-answers.ts';
import { playersFor } from '../../src/main/providers/players.ts';
import { askStage } from '../../src/main/providers/stage-test.ts';
import { VoicePreview } from '../../src/main/tryout/voice-preview.ts';
import { FakeOpenAi } from '../support/fake-openai/index.ts';
import { mp3Speech, speechBehindMp3 } from '../support/mp3-speech.ts';
import { config } from '../unit/conversations/samples.ts';

let fake: FakeOpenAi;
beforeEach(async () => {
  initializeLogger({ pretty: false, level: 'silent' });
  fake = await FakeOpenAi.start({ speech: { formats: ['mp3'], mp3: mp3Speech() } });
});
afterEach(() => fake.close());

const env = () => ({ OPENAI_BASE_URL: fake.baseUrl });

async function found(): Promise<TtsStage> {
  const usual = config();
  const { personas } = usual;
  const stages = playersFor({ provider: 'openai-compatible', personas, env: env() });
  const run = { ...usual, stages };
  const ports = { keys: {}, known: new KnownAnswers(askStage) };
  await preflight(run, ports);
  return (adaptedStages(run, ports).stages.a as Pipeline).tts;
}

/** How alike two sounds are (0 to 1) at the shift where they are most alike, samples. */
function likeness(heard: Int16Array, meant: Int16Array): { likeness: number; shift: number } {
  const energy = (sound: Int16Array): number => sound.reduce((sum, value) => sum + value ** 2, 0);
  const scale = Math.sqrt(energy(heard) * energy(meant));
  let best = { likeness: 0, shift: 0 };
  // An encoder and a decoder shift the sound by up to two frames of 576.
  for (let shift = -100; shift <= 2400; shift += 1) {
    let sum = 0;
    for (let at = Math.max(0, -shift); at < meant.length; at += 1)
      sum += (heard[at + shift] ?? 0) * (meant[at] ?? 0);
    if (sum / scale > best.likeness) best = { likeness: sum / scale, shift };
  }
  return best;
}

it('is found out, asked for at once, and heard as it was said', async () => {
  const stage = await found();
  expect(stage.format).toBe('mp3');
  const before = fake.of('speech').length;
  const client = clientFor(stage, { conversationId: 'c', side: 'a', keys: {} });
  const heard: number[] = [];
  for await (const { frame } of new StreamingTts(client, stage).synthesize('My parcel is late.')) {
    expect(frame.sampleRate).toBe(24_000);
    heard.push(...frame.data);
  }
  expect(fake.of('speech').slice(before)).toMatchObject([{ body: { response_format: 'mp3' } }]);
  const meant = await speechBehindMp3();
  expect(heard.length / 24_000).toBeGreaterThan(1);
  expect(heard.length / 24_000).toBeLessThan(1.3);
  const { likeness: alike } = likeness(Int16Array.from(heard), meant);
  expect(alike).toBeGreaterThan(0.97);
});

it('is previewed as it comes', async () => {
  const preview = new VoicePreview({
    engine: { rehearsal: () => Promise.reject(new Error('is not needed')) },
    sources: () => ({ env: env() }),
  });
  const provider = 'openai-compatible';
  const sound = await preview.speak({ provider, voice: 'alloy', language: 'en' });
  expect(sound.mimeType).toBe('audio/mpeg');
  expect(Buffer.from(sound.base64, 'base64')).toEqual(mp3Speech().bytes);
});

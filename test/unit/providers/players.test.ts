import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src/contract/settings.ts';
import { sidePlayerSchema } from '../../../src/contract/provider.ts';
import { playersFor, type PlayersRequest } from '../../../src/main/providers/players.ts';
import { persona } from '../conversations/samples.ts';

const personas = {
  a: persona('ann', 'Ann', { voices: { openai: 'nova' }, language: 'de' }),
  b: persona('ben', 'Ben', { voices: { openai: 'cedar' } }),
};
const KEY = { OPENAI_API_KEY: 'sk-canary' };
const desk = { kind: 'external', agentName: 'desk', metadata: '{}' } as const;
const realtime = { kind: 'realtime', provider: 'openai' } as const;

function players(more: Partial<PlayersRequest> = {}) {
  const found = playersFor({ provider: 'rehearsal', personas, env: KEY, ...more });
  for (const player of [found.a, found.b]) expect(sidePlayerSchema.parse(player)).toEqual(player);
  return found;
}

describe('what plays a side', () => {
  it('is the plain pipeline of the run’s provider without a word', () => {
    const { a, b } = players();
    expect([a, b]).toMatchObject([
      { kind: 'pipeline', llm: { provider: 'rehearsal' } },
      { kind: 'pipeline', llm: { provider: 'rehearsal' } },
    ]);
  });

  it('may be one speech-to-speech model, with a voice that it has', () => {
    const { a, b } = players({ sides: { a: realtime, b: realtime } });
    expect(a).toEqual({
      ...{ kind: 'realtime', provider: 'openai', model: 'gpt-realtime-2.1', voice: 'marin' },
      ...{ transcriptionModel: 'gpt-4o-mini-transcribe', language: 'de' },
    });
    expect(b).toMatchObject({ voice: 'cedar', language: 'en' });
    const settings = settingsSchema.parse({
      openai: { realtime: { model: 'gpt-realtime-2', transcriptionModel: 'whisper-1' } },
    });
    expect(players({ settings, sides: { a: realtime } })).toMatchObject({
      a: { model: 'gpt-realtime-2', transcriptionModel: 'whisper-1' },
      b: { kind: 'pipeline' },
    });
  });

  it('needs a key where OpenAI plays, whatever the other side is', () => {
    expect(() => players({ env: {}, sides: { b: realtime } })).toThrow('no key for OpenAI');
  });

  it('may be an agent of the user’s own on side b alone', () => {
    expect(players({ sides: { b: desk } }).b).toEqual({ ...desk, stt: null });
    expect(() => players({ sides: { a: desk } })).toThrow(
      expect.objectContaining({ data: expect.objectContaining({ code: 'invalid-input' }) }),
    );
  });

  it('writes down that agent by the caller’s ear, else by one of the run’s provider', () => {
    const stt = { provider: 'openai', model: 'gpt-transcribe', language: 'de' };
    const sides = { b: desk };
    expect(players({ provider: 'openai', sides }).b).toMatchObject({ stt });
    expect(players({ sides: { a: realtime, b: desk } }).b).toMatchObject({ stt });
    const whisper = { kind: 'pipeline', llm: {}, tts: {}, stt: { model: 'whisper-1' } } as const;
    expect(players({ provider: 'openai', sides: { a: whisper, b: desk } }).b).toMatchObject({
      stt: { model: 'whisper-1' },
    });
  });

  it('knows no words of it where the caller’s server has no ear', () => {
    const own = { kind: 'realtime', provider: 'openai-compatible' } as const;
    const a = { ...own, baseUrl: 'http://127.0.0.1:9/v1', model: 'mine' };
    expect(players({ env: {}, sides: { a, b: desk } }).b).toMatchObject({ stt: null });
  });
});

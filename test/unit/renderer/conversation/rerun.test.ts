import { describe, expect, it } from 'vitest';
import { rerunPath, rerunRequest } from '../../../../src/renderer/pages/conversation/rerun.ts';
import { choicesOfQuery } from '../../../../src/renderer/pages/run/choices.ts';
import { startConversationSchema } from '../../../../src/contract/studio-api.ts';
import type { SidePlayer } from '../../../../src/contract/provider.ts';
import { config } from '../../conversations/samples.ts';

const asked = (path: string) => choicesOfQuery(path.slice(path.indexOf('?')));
const ownLimits = config().scenario.limits;

describe('rerunPath', () => {
  it('asks the Run page for the same people, call, provider and seed', () => {
    expect(asked(rerunPath(config(ownLimits)))).toEqual({
      scenario: 'late-parcel',
      a: 'ann',
      b: 'ben',
      provider: 'rehearsal',
      seed: 7,
      maxTurns: undefined,
      maxMinutes: undefined,
    });
  });

  it('takes along the limits that are not the scenario’s own', () => {
    const path = rerunPath(config({ ...ownLimits, maxTurns: 8, maxMinutes: 1.5 }));
    expect(asked(path)).toMatchObject({ maxTurns: 8, maxMinutes: 1.5 });
  });
});

const server = { provider: 'openai-compatible', baseUrl: 'http://localhost:1/v1' } as const;
const pipeline: SidePlayer = {
  kind: 'pipeline',
  llm: { ...server, model: 'llama3.2', temperature: 0 },
  stt: { ...server, model: 'whisper', language: 'en' },
  tts: { ...server, model: 'kokoro', voice: 'af_heart', speed: 1.1 },
};
const agent: SidePlayer = {
  ...{ kind: 'external', agentName: 'support', metadata: '{"order":1}', stt: null },
};
const withStages = (a: SidePlayer, b: SidePlayer) => ({
  ...config(ownLimits),
  stages: { a, b },
  budgetUsd: 2,
});

describe('rerunRequest', () => {
  it('is as short as it was for a rehearsal', () => {
    const request = rerunRequest(config());
    expect(request).toMatchObject({ provider: 'rehearsal', seed: 7 });
    expect(request).not.toHaveProperty('sides');
    expect(request).not.toHaveProperty('budgetUsd');
  });

  it('asks for the same players, to the last option, whatever the settings say by then', () => {
    const request = rerunRequest(withStages(pipeline, agent));
    expect(() => startConversationSchema.parse(request)).not.toThrow();
    expect(request).toMatchObject({
      provider: 'openai-compatible',
      budgetUsd: 2,
      sides: {
        a: { kind: 'pipeline', llm: pipeline.llm, tts: pipeline.tts, stt: { model: 'whisper' } },
        b: { kind: 'external', agentName: 'support', metadata: '{"order":1}', name: 'Ben' },
      },
    });
  });

  it('knows speech to speech', () => {
    const realtime: SidePlayer = {
      ...{ kind: 'realtime', provider: 'openai', model: 'gpt-realtime', voice: 'ash' },
      ...{ transcriptionModel: 'whisper-1', language: 'en' },
    };
    const request = rerunRequest(withStages(realtime, realtime));
    expect(() => startConversationSchema.parse(request)).not.toThrow();
    expect(request.sides?.a).toEqual({
      ...{ kind: 'realtime', provider: 'openai', model: 'gpt-realtime', voice: 'ash' },
    });
  });
});

describe('rerunPath with players', () => {
  it('leaves them to the settings where both are alike', () => {
    expect(asked(rerunPath(withStages(pipeline, pipeline)))).toMatchObject({
      provider: 'openai-compatible',
      players: undefined,
      budgetUsd: 2,
    });
  });

  it('names them where the sides differ', () => {
    expect(asked(rerunPath(withStages(pipeline, agent)))?.players).toEqual({
      a: {
        kind: 'pipeline',
        provider: 'openai-compatible',
        llm: { model: 'llama3.2' },
        stt: {},
        tts: {},
      },
      b: { kind: 'external', agentName: 'support', metadata: '{"order":1}', name: 'Ben' },
    });
  });
});

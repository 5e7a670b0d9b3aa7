import { describe, expect, it } from 'vitest';
import type { ConversationConfig } from '../../../src/contract/conversation.ts';
import { StudioError } from '../../../src/contract/errors.ts';
import type { Pipeline } from '../../../src/contract/provider.ts';
import type { ProvidersPort } from '../../../src/main/conversations/run-providers.ts';
import { Stage } from './stage.ts';

const own: Pipeline = {
  kind: 'pipeline',
  llm: { provider: 'openai', model: 'tiny-mind' },
  stt: { provider: 'openai', model: 'tiny-ear' },
  tts: { provider: 'openai', model: 'tiny-voice', voice: 'nova' },
};

/** A run of which side a is not the rehearsal's. */
function stageWith(examine: ProvidersPort['examine']): Stage {
  const stage = new Stage();
  stage.change = (usual: ConversationConfig) => ({
    ...usual,
    stages: { ...usual.stages, a: own },
  });
  stage.providers = { examine };
  return stage;
}

const untouched: ProvidersPort['examine'] = async ({ stages }) => ({
  ...{ stages, notices: [], answers: 3 },
});

describe('before a run starts', () => {
  it('its providers are asked, and the step says what answered', async () => {
    const asked: unknown[] = [];
    const stage = stageWith(async (config, options) => {
      asked.push(options);
      return await untouched(config, options);
    });
    stage.preflight = false;
    await stage.begin();
    expect(asked).toMatchObject([{ preflight: false }]);
    const notes = stage.pushes.of('step').filter(({ step }) => step.name === 'providers');
    expect(notes.at(-1)?.step).toMatchObject({
      state: 'done',
      note: expect.stringContaining('tiny-mind, tiny-ear, tiny-voice answer'),
    });
    expect(stage.library.configs).toEqual([]);
  });

  it('one that cannot do its part ends it before there is a room', async () => {
    const stage = stageWith(async () => {
      throw new StudioError({
        code: 'provider-model-missing',
        message: 'The provider does not know the model of LLM of Ann (model "tiny-mind").',
      });
    });
    stage.start();
    const conversation = await stage.ended(10_000);
    expect(conversation).toMatchObject({
      status: 'failed',
      error: { code: 'provider-model-missing', message: expect.stringContaining('LLM of Ann') },
    });
    expect(stage.steps()).toContain('providers failed');
    expect(stage.engine.livekitPart.calls).not.toContain('create duologue-c 10');
  });

  it('what a server cannot do is frozen anew, stored, and told', async () => {
    const stage = stageWith(async ({ stages }) => ({
      stages: { ...stages, a: { ...own, tts: { ...own.tts, format: 'wav' } } },
      notices: [{ code: 'provider-failed', message: 'It takes no temperature.' }],
      answers: 3,
    }));
    await stage.begin();
    expect(stage.library.configs).toMatchObject([{ stages: { a: { tts: { format: 'wav' } } } }]);
    expect(stage.pushes.of('notice')).toMatchObject([{ error: { code: 'provider-failed' } }]);
    const [job] = stage.engine.workerParts.a.jobs;
    expect(job).toMatchObject({ player: { tts: { format: 'wav' } } });
  });

  it('a run that is stopped meanwhile calls the requests off, and changes nothing', async () => {
    const halted = Promise.withResolvers<void>();
    const answers = Promise.withResolvers<void>();
    const stage = stageWith(async ({ stages }, { signal }) => {
      signal?.addEventListener('abort', () => halted.resolve());
      await answers.promise;
      return {
        stages: { ...stages, a: { ...own, tts: { ...own.tts, format: 'wav' } } },
        notices: [],
        answers: 3,
      };
    });
    const run = await stage.begin();
    run.stop();
    await halted.promise;
    answers.resolve();
    const conversation = await stage.ended(10_000);
    expect(conversation).toMatchObject({ endReason: 'stopped' });
    expect(stage.library.configs).toEqual([]);
  });
});

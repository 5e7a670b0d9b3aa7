import { APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { toErrorData, type ErrorData } from '../../../src/contract/errors.ts';
import { adaptedStages, preflight } from '../../../src/main/engine/preflight.ts';
import { KnownAnswers } from '../../../src/main/providers/known-answers.ts';
import { playersFor } from '../../../src/main/providers/players.ts';
import type { Answered, StageTest } from '../../../src/main/providers/stage-question.ts';
import { config } from '../conversations/samples.ts';

const BASE = 'http://localhost:8000/v1';
const ORIGIN = 'http://localhost:8000';
const env = { OPENAI_BASE_URL: BASE };
const keys = {};

/** Two sides of one server, each with a mind of its own. */
function run() {
  const usual = config();
  const mind = (model: string) => ({
    ...{
      kind: 'pipeline' as const,
      llm: { model },
      stt: { model: 'ear' },
      tts: { model: 'voice' },
    },
  });
  const sides = { a: mind('mind-a'), b: mind('mind-b') };
  const { personas } = usual;
  const stages = playersFor({ provider: 'openai-compatible', personas, sides, env });
  return { ...usual, stages };
}

const refused = (status: number, message: string) =>
  APIError.generate(status, { error: { message } }, undefined, new Headers());
const missing = refused(404, 'no such model');
const yes: Answered = { note: 'yes', differences: {} };

type Ask = (test: StageTest) => Promise<Answered>;
async function told(ask: Ask, graceMs = 50): Promise<ErrorData> {
  return await preflight(run(), { keys, known: new KnownAnswers(ask), graceMs }).then(
    () => expect.fail('it should be refused'),
    (thrown: unknown) => toErrorData(thrown),
  );
}

describe('when several stages can’t do their part', () => {
  it('all are told, in the same order whichever fails first', async () => {
    const orders = [
      ['mind-a', 'ear', 'mind-b'],
      ['mind-b', 'ear', 'mind-a'],
    ];
    for (const order of orders) {
      const waits = new Map(order.map((model) => [model, Promise.withResolvers<void>()]));
      const telling = told(async ({ model }) => {
        const wait = waits.get(model);
        if (!wait) return yes;
        await wait.promise;
        throw model === 'ear' ? refused(401, 'no') : missing;
      });
      for (const model of order) waits.get(model)?.resolve();
      expect(await telling).toMatchObject({
        code: 'provider-model-missing',
        message: [
          `${ORIGIN} does not know the model of LLM of Ann (model "mind-a").`,
          'The same goes for LLM of Ben (model "mind-b").',
          `${ORIGIN} refused the key for STT of Ann and Ben (model "ear").`,
        ].join(' '),
        remedy: expect.stringMatching(/^Choose a model .* Check the key of http:/),
      });
    }
  });

  it('a slow one is not waited for long, and called off', async () => {
    const halted = Promise.withResolvers<void>();
    const error = await told(async ({ model, signal }) => {
      if (model !== 'mind-a') throw missing;
      signal?.addEventListener('abort', () => halted.resolve());
      return await new Promise(() => undefined);
    });
    await halted.promise;
    expect(error.message).toMatch(/^.* STT of Ann and Ben \(model "ear"\)/);
    expect(error.message).not.toContain('mind-a');
  });
});

it('a run that is over asks no longer', async () => {
  const run1 = new AbortController();
  const halted = Promise.withResolvers<void>();
  const known = new KnownAnswers(async ({ signal }) => {
    signal?.addEventListener('abort', () => halted.resolve());
    return await new Promise(() => undefined);
  });
  const asking = preflight(run(), { keys, known, signal: run1.signal });
  run1.abort(new Error('stopped'));
  await expect(asking).rejects.toThrow('stopped');
  await halted.promise;
});

describe('a model without tools is no reason to refuse the run', () => {
  const withoutTools = async (...models: string[]) => {
    const known = new KnownAnswers(
      async ({ model }) =>
        await Promise.resolve(
          models.includes(model) ? { note: 'yes', differences: { refuses: ['tools'] } } : yes,
        ),
    );
    await preflight(run(), { keys, known });
    const { stages, notices } = adaptedStages(run(), { keys, known });
    expect(stages).toEqual(run().stages);
    return notices.map(({ message }) => message);
  };

  it('what follows is told: of one side, or of both', async () => {
    expect(await withoutTools()).toEqual([]);
    expect(await withoutTools('mind-a')).toEqual([
      'The LLM of Ann (model "mind-a") takes no tools, so Ann can\'t hang up: the call ends when Ben does, or by its limit of turns or of time.',
    ]);
    expect(await withoutTools('mind-a', 'mind-b')).toEqual([
      'The language models of Ann and Ben take no tools, so neither side can hang up: the call ends by its limit of turns or of time.',
    ]);
  });
});

it('a model that has tools only without reasoning is frozen so', async () => {
  const known = new KnownAnswers(
    async ({ stage }) =>
      await Promise.resolve(
        stage === 'llm' ? { note: 'yes', differences: { effort: 'none' } } : yes,
      ),
  );
  await preflight(run(), { keys, known });
  const { stages, notices } = adaptedStages(run(), { keys, known });
  expect(stages).toMatchObject({ a: { llm: { reasoningEffort: 'none' } } });
  expect(notices).toEqual([]);
});

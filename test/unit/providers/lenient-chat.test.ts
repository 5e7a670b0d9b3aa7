import { APIError } from 'openai';
import { describe, expect, it } from 'vitest';
import { lenientChat, type SentOptions } from '../../../src/main/providers/lenient-chat.ts';

const refusal = (status: number, message: string, param?: string) =>
  APIError.generate(status, { error: { message, param } }, undefined, new Headers());

/** Asks a model that refuses what `judge` says, and gives what it took in the end. */
async function taken(wanted: SentOptions, judge: (sent: SentOptions) => APIError | undefined) {
  const { sent } = await lenientChat(wanted, async (options) => {
    const refused = judge(options);
    if (refused) throw refused;
    return await Promise.resolve('yes');
  });
  return JSON.parse(JSON.stringify(sent)) as SentOptions;
}

const ALL: SentOptions = { tools: ['t'], temperature: 0.4, reasoning_effort: 'low' };
const EITHER =
  "Function tools with reasoning_effort are not supported for gpt-6-luna in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.";

describe('what a model refuses is left out', () => {
  it.each([
    ['temperature', refusal(400, "Unsupported value: 'temperature' does not support 0.4")],
    ['temperature', refusal(400, 'unsupported', 'temperature')],
    ['reasoning_effort', refusal(422, 'Unrecognized request argument: reasoning_effort')],
    ['tools', refusal(400, 'registry.ollama.ai/library/gemma does not support tools')],
    ['tools', refusal(500, 'tools param requires --jinja flag')],
    ['tools', refusal(404, 'No endpoints found that support tool use.')],
  ] as const)('%s', async (name, error) => {
    const left = await taken(ALL, (sent) => (sent[name] === undefined ? undefined : error));
    expect(left).toEqual(Object.fromEntries(Object.entries(ALL).filter(([key]) => key !== name)));
  });

  it('and reasoning rather than tools, also where none was asked for', async () => {
    const judge = (sent: SentOptions) =>
      sent.tools && sent.reasoning_effort !== 'none'
        ? refusal(400, EITHER, 'reasoning_effort')
        : undefined;
    const { reasoning_effort: _, ...plain } = ALL;
    for (const wanted of [ALL, plain])
      expect(await taken(wanted, judge)).toEqual({ ...ALL, reasoning_effort: 'none' });
  });

  it('but tools where the model can’t but reason', async () => {
    const judge = (sent: SentOptions) => {
      if (sent.reasoning_effort === 'none') return refusal(400, "'reasoning_effort': none");
      return sent.tools ? refusal(400, EITHER, 'reasoning_effort') : undefined;
    };
    expect(await taken(ALL, judge)).toEqual({ temperature: 0.4, reasoning_effort: 'low' });
  });

  it('and nothing else is tried again', async () => {
    for (const error of [refusal(401, 'tools'), refusal(400, 'no'), refusal(404, 'no model')])
      await expect(taken(ALL, () => error)).rejects.toBe(error);
  });
});

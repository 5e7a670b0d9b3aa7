import type OpenAI from 'openai';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Persona } from '../../../../src/contract/persona.ts';
import type { Scenario } from '../../../../src/contract/scenario.ts';
import { otherSide, type PerSide, type Side } from '../../../../src/contract/side.ts';
import { Mind } from '../../../../src/rehearsal/mind/mind.ts';
import { chatRoutes } from '../../../../src/rehearsal/mind/routes.ts';

export type WireMessage = OpenAI.ChatCompletionMessageParam;

/** What a client made of a streamed answer. */
export interface Spoken {
  text: string;
  endCall: boolean;
  finishReason: string | null;
}

export const END_CALL_TOOL_SPEC = {
  type: 'function',
  function: { name: 'end_call', description: 'Hang up.', parameters: { type: 'object' } },
} as const;

/** One request for a streamed answer, as our workers make it, and its chunks. */
export async function askStream(
  mind: Mind,
  body: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<{ chunks: OpenAI.ChatCompletionChunk[]; raw: string; status: number; type: string }> {
  const response = await chatRoutes(mind).request('/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'rehearsal-mind', stream: true, ...body }),
  });
  const raw = await response.text();
  const data = raw.split('\n').filter((line) => line.startsWith('data: {'));
  return {
    chunks: data.map((line) => JSON.parse(line.slice(6)) as OpenAI.ChatCompletionChunk),
    raw,
    status: response.status,
    type: response.headers.get('content-type') ?? '',
  };
}

export function headersOf(conversationId: string, side: Side): Record<string, string> {
  return { 'x-duologue-conversation': conversationId, 'x-duologue-side': side };
}

export async function speak(
  mind: Mind,
  messages: WireMessage[],
  headers: Record<string, string> = {},
  tools: unknown[] = [END_CALL_TOOL_SPEC],
): Promise<Spoken> {
  const { chunks } = await askStream(mind, { messages, tools }, headers);
  const choices = chunks.flatMap((chunk) => chunk.choices);
  const calls = choices.flatMap((choice) => choice.delta.tool_calls ?? []);
  return {
    text: choices.map((choice) => choice.delta.content ?? '').join(''),
    endCall: calls.some((call) => call.function?.name === 'end_call'),
    finishReason: choices.at(-1)?.finish_reason ?? null,
  };
}

export interface Said {
  side: Side;
  text: string;
  endCall: boolean;
}

export interface SimulateOptions {
  scenario: Scenario;
  personas: PerSide<Persona>;
  seed: number;
  /** What the listener understands of what was audible. */
  hear?(text: string, turn: number): string;
  /** How many words of a turn are audible before the other side barges in; undefined: all. */
  cutAfter?(said: Said, turn: number): number | undefined;
}

/** Two minds on the phone over the HTTP route, until one hangs up or the turn limit is reached. */
export async function simulate(options: SimulateOptions): Promise<Said[]> {
  const { scenario, personas, seed, hear = (text: string) => text } = options;
  const mind = new Mind();
  mind.open({ conversationId: 'call', scenario, personas, seed });
  const histories: PerSide<WireMessage[]> = {
    a: [{ role: 'system', content: 'You are side a.' }],
    b: [{ role: 'developer', content: 'You are side b.' }],
  };
  const turns: Said[] = [];
  let side = scenario.opener;
  while (turns.length < scenario.limits.maxTurns) {
    const { text, endCall } = await speak(mind, histories[side], headersOf('call', side));
    const cut = options.cutAfter?.({ side, text, endCall }, turns.length);
    const audible = cut === undefined ? text : text.split(' ').slice(0, cut).join(' ');
    // A goodbye that was cut off does not hang up.
    const said = { side, text: audible, endCall: endCall && cut === undefined };
    turns.push(said);
    if (said.endCall) break;
    histories[side].push({ role: 'assistant', content: audible });
    side = otherSide(side);
    histories[side].push({ role: 'user', content: hear(audible, turns.length - 1) });
  }
  return turns;
}

const NOISE = ['marble', 'quickly', 'under', 'sixpence', 'grand', 'wobble', 'tuna', 'forever'];

/** A listener that takes every fifth word for another (probability `share`). */
export function garbling(share: number, seed: number): (text: string) => string {
  const random = xoroshiro128plus(seed);
  const noise = (): string => NOISE[uniformInt(random, 0, NOISE.length - 1)] ?? '';
  return (text) =>
    text
      .split(' ')
      .map((word) => (uniformInt(random, 0, 999) < share * 1000 ? noise() : word))
      .join(' ');
}

import { expect, it } from 'vitest';
import { nameNotices } from '../../../src/main/providers/name-notices.ts';
import { playersFor } from '../../../src/main/providers/players.ts';
import { shutdownOf } from '../../../src/main/providers/shutdowns.ts';
import { config } from '../conversations/samples.ts';

const EARLY = Date.parse('2026-10-01');
const env = { OPENAI_API_KEY: 'sk-canary' };

function notices(model: string, { nowMs = EARLY, isProven = false, baseUrl = '' } = {}): string[] {
  const usual = config();
  const llm = { model, provider: 'openai' as const };
  const tts = { model: 'gpt-6-tts', provider: 'openai' as const, voice: 'marin' };
  const a = { kind: 'pipeline' as const, llm, stt: {}, tts };
  const sides = { a, b: { ...a, tts: { ...tts, model: 'tts-1', voice: 'marin' } } };
  const OPENAI_BASE_URL = baseUrl;
  const provider = 'rehearsal' as const;
  const { personas } = usual;
  const stages = playersFor({ provider, personas, sides, env: { ...env, OPENAI_BASE_URL } });
  return nameNotices({ ...usual, stages }, () => isProven, nowMs).map(({ message }) => message);
}

it('unknown names of OpenAI’s models and voices are told once, with the date of the table', () => {
  expect(notices('gpt-99')).toEqual([
    expect.stringMatching(/^"gpt-99" is not among the models .* known on \d{4}-\d\d-\d\d\.$/),
    expect.stringContaining('"gpt-6-tts" is not among'),
    expect.stringContaining('"tts-1" was not known to have the voice "marin"'),
  ]);
  expect(notices('gpt-6-luna')).not.toContain(expect.stringContaining('gpt-6-luna'));
});

it('what answered, and what other servers have, is not told', () => {
  expect(notices('gpt-99', { isProven: true })).toEqual([]);
  expect(notices('gpt-99', { baseUrl: 'http://127.0.0.1:9/v1' })).toEqual([]);
});

it('an announced end is told some weeks before, and after it, though the model still answers', () => {
  const shutdown = (day: string) =>
    notices('gpt-4.1-mini-2025-04-14', { nowMs: Date.parse(day), isProven: true });
  expect(shutdown('2026-10-01')).toEqual([]);
  expect(shutdown('2026-12-24')).toContain(
    'OpenAI announced that it shuts the model "gpt-4.1-mini-2025-04-14" down on 2027-01-14.',
  );
  expect(shutdown('2027-02-01')).toHaveLength(2);
  expect(shutdownOf('gpt-6-luna')).toBeUndefined();
});

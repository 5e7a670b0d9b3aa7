import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/contract/scenario.ts';
import { otherSide, SIDES } from '../../src/contract/side.ts';
import { SAYS_GOODBYE } from '../../src/rehearsal/mind/phrases.ts';
import { scriptOf } from '../../src/rehearsal/mind/script.ts';
import { findVoice } from '../../src/rehearsal/voice/voices.ts';
import {
  castOf,
  FIXTURES,
  PERSONAS,
  readPersonas,
  readScenarios,
  RESOURCES,
  SCENARIOS,
  TEST_SCENARIOS,
} from './rehearsal/mind/samples.ts';

const OPENAI_VOICES =
  'alloy ash ballad coral echo fable onyx nova sage shimmer verse marin cedar'.split(' ');
/** Estimate of a conversation's length: pause between turns, ms. */
const PAUSE_MS = 450;

function wordings(scenario: Scenario): string[][] {
  return (scenario.rehearsal?.lines ?? []).map(({ say }) =>
    typeof say === 'string' ? [say] : say,
  );
}

function wordCount(text: string): number {
  return text.split(/\s+/).length;
}

describe('the samples', () => {
  it('are at least eight personas and six scenarios', () => {
    expect(readPersonas(RESOURCES).length).toBeGreaterThanOrEqual(8);
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(6);
  });

  it.each([RESOURCES, FIXTURES])('are files named by their ids', (root) => {
    for (const { file, value } of [...readPersonas(root), ...readScenarios(root)]) {
      expect(file).toBe(`${value.id}.yaml`);
    }
  });
});

describe.each(PERSONAS)('persona $value.id', ({ value: persona }) => {
  it('has voices that exist', () => {
    expect(findVoice(persona.voices.rehearsal ?? '')).toBeDefined();
    expect(OPENAI_VOICES).toContain(persona.voices.openai);
  });

  it('is addressed as "you" and has a goal, facts and a summary', () => {
    expect(persona.instructions).toMatch(/^You are /);
    expect(persona.goal).not.toBe('');
    expect(persona.facts.length).toBeGreaterThan(0);
    expect(persona.summary).not.toBe('');
  });
});

describe.each([...SCENARIOS, ...TEST_SCENARIOS])('scenario $id', (scenario) => {
  const lines = scenario.rehearsal?.lines ?? [];

  it('names personas that exist and clearly differ in voice', () => {
    const cast = castOf(scenario);
    const [a, b] = [cast.a, cast.b].map(({ voices }) => findVoice(voices.rehearsal ?? ''));
    expect(a?.espeak.voice).not.toBe(b?.espeak.voice);
    const pitches = (a?.espeak.pitch ?? 0) - (b?.espeak.pitch ?? 0);
    expect(a?.gender !== b?.gender || Math.abs(pitches) >= 15).toBe(true);
    expect(cast.a.voices.openai).not.toBe(cast.b.voices.openai);
  });

  it('has a script that alternates from the opener and ends by one hang-up after two goodbyes', () => {
    expect(lines[0]?.side).toBe(scenario.opener);
    for (const [index, line] of lines.slice(1).entries()) {
      expect(line.side).toBe(otherSide(lines[index]?.side ?? 'a'));
    }
    expect(lines.map(({ hangUp }) => hangUp).indexOf(true)).toBe(lines.length - 1);
    for (const text of wordings(scenario).slice(-2).flat()) expect(text).toMatch(SAYS_GOODBYE);
  });

  it('leaves no placeholder open and writes everything as it is said', () => {
    const personas = castOf(scenario);
    for (const side of SIDES) {
      expect(lines.some((line) => line.side === side)).toBe(true);
    }
    for (const seed of [1, 2, 3]) {
      const texts = scriptOf({ scenario, personas, seed }).map(({ text }) => text);
      expect(texts.filter((text) => /[{}\d*_#<>[\]€$£%]/.test(text))).toEqual([]);
      expect(texts.filter((text) => !/[.?!]$/.test(text))).toEqual([]);
    }
  });
});

describe.each(SCENARIOS)('the script of $id', (scenario) => {
  const all = wordings(scenario);
  const texts = all.flat();

  it('has 10 to 18 lines, some with several wordings, none twice', () => {
    expect(all.length).toBeGreaterThanOrEqual(10);
    expect(all.length).toBeLessThanOrEqual(18);
    expect(all.filter((line) => line.length > 1).length).toBeGreaterThanOrEqual(4);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('sounds like speech: short turns, few long ones, contractions', () => {
    const counts = texts.map(wordCount);
    expect(Math.max(...counts)).toBeLessThanOrEqual(20);
    expect(counts.filter((count) => count <= 18).length / counts.length).toBeGreaterThan(0.9);
    const contracted = texts.filter((text) => /\w'(m|s|re|ve|ll|d|t)\b/.test(text));
    expect(contracted.length / texts.length).toBeGreaterThan(0.3);
    const stiff = texts.filter((text) =>
      /\b(I am|do not|it is not|cannot|I will (?=\w))/.test(text),
    );
    expect(stiff).toEqual([]);
  });

  it('lasts 45 to 90 s at the pace of its voices', () => {
    const personas = castOf(scenario);
    for (let seed = 0; seed < 20; seed += 1) {
      const spokenMs = scriptOf({ scenario, personas, seed }).reduce((sum, { side, text }) => {
        const rate = findVoice(personas[side].voices.rehearsal ?? '')?.espeak.rate ?? 0;
        return sum + (wordCount(text) / rate) * 60_000 + PAUSE_MS;
      }, 0);
      expect(spokenMs).toBeGreaterThan(45_000);
      expect(spokenMs).toBeLessThan(90_000);
    }
  });
});

it('the barge-in fixture has a very long turn and somebody who always interrupts', () => {
  const scenario = TEST_SCENARIOS.find(({ id }) => id === 'barge-in');
  expect(scenario).toBeDefined();
  if (scenario === undefined) return;
  expect(castOf(scenario).a.manner.interrupting).toBe(1);
  const long = (scenario.rehearsal?.lines ?? []).filter(
    ({ side, say }) => side === 'b' && typeof say === 'string' && wordCount(say) >= 25,
  );
  expect(long).toHaveLength(1);
});

import type { Persona } from '../../contract/persona.ts';
import type { RehearsalLine, Scenario } from '../../contract/scenario.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import { generateLines } from './generate.ts';
import { fillNames } from './names.ts';
import { choose } from './seeded.ts';
import { wordsOf } from './words.ts';

/** What the mind knows of a conversation. */
export interface Plot {
  scenario: Scenario;
  personas: PerSide<Persona>;
  seed: number;
}

/** A line with its names filled in. */
export interface ScriptLine {
  side: Side;
  /** What the seed chose. */
  text: string;
  /** All that may be said here, as words. */
  wordings: readonly string[][];
  hangUp: boolean;
}

/** The scenario's script, or a generated one, for exactly these personas and this seed. */
export function scriptOf(plot: Plot): ScriptLine[] {
  const lines = plot.scenario.rehearsal?.lines ?? generateLines(plot);
  return lines.map((line, index) => toScriptLine(line, index, plot));
}

function toScriptLine(line: RehearsalLine, index: number, plot: Plot): ScriptLine {
  const self = plot.personas[line.side].name;
  const other = plot.personas[otherSide(line.side)].name;
  const say = typeof line.say === 'string' ? [line.say] : line.say;
  const wordings = say.map((text) => fillNames(text, self, other));
  const text = choose(wordings, plot.seed, `line ${String(index)}`);
  return { side: line.side, text, wordings: wordings.map(wordsOf), hangUp: line.hangUp };
}

import { PROMPT_HEADINGS } from '../../contract/instructions.ts';
import type { Manner, Persona } from '../../contract/persona.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';
import type { Limits, Scenario } from '../../contract/scenario.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import { callLimits, interrupting, patience, talkativeness } from './prompt-wording.ts';

/** What a system prompt is made from. */
export interface PromptInput {
  scenario: Scenario;
  personas: PerSide<Persona>;
  /** The side that will speak. */
  side: Side;
  limits: Limits;
}

/**
 * The whole system prompt of one side. Of the other side it holds only name and role, never its
 * goal, facts or instructions. Pure.
 */
export function compileInstructions({ scenario, personas, side, limits }: PromptInput): string {
  const self = personas[side];
  const other = personas[otherSide(side)];
  const sections: [heading: string, lines: string[]][] = [
    [PROMPT_HEADINGS.self, [`You are ${self.name}, ${self.role}.`, self.instructions]],
    [PROMPT_HEADINGS.other, [`You are on a phone call with ${other.name}, ${other.role}.`]],
    [PROMPT_HEADINGS.situation, [scenario.situation, openingOf(scenario, side)]],
    [PROMPT_HEADINGS.goal, self.goal === '' ? [] : [self.goal]],
    [PROMPT_HEADINGS.facts, factsOf(self, scenario, side)],
    [PROMPT_HEADINGS.manner, mannerOf(self.manner)],
    [PROMPT_HEADINGS.style, styleOf(self.name, scenario.language)],
    [PROMPT_HEADINGS.end, endOf(scenario, limits)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `# ${heading}\n${lines.join('\n')}`)
    .join('\n\n');
}

function openingOf(scenario: Scenario, side: Side): string {
  return scenario.opener === side
    ? 'You speak first: open the call with a short greeting.'
    : 'The other person speaks first.';
}

function factsOf(self: Persona, scenario: Scenario, side: Side): string[] {
  const facts = [...new Set([...scenario.facts[side], ...self.facts])];
  if (facts.length === 0) return [];
  return [
    'Tell these only when asked or when they help; never list them.',
    ...facts.map((fact) => `- ${fact}`),
    'When asked for something that you do not know, say so or give a small, plausible detail that fits, and stay with it.',
  ];
}

function mannerOf(manner: Manner): string[] {
  return [talkativeness(manner), patience(manner), interrupting(manner)];
}

function styleOf(name: string, language: string): string[] {
  return [
    `Everything you write is spoken aloud. Speak ${languageName(language)}, as people do on the phone: short turns, contractions, everyday words.`,
    'Say one thing at a time, ask at most one question, then let the other person answer.',
    'Write plain sentences only: no markdown, no lists, no emojis, no stage directions, no sound effects, no name before your words.',
    'Write numbers, dates, times, amounts and abbreviations as words, the way they are said.',
    'What you read of the other person was recognised from sound and may hold mistakes. Take what it most likely means; when it makes no sense, ask again briefly.',
    `Never leave your part: you are ${name}, not an assistant or a program, and you never speak for the other person.`,
  ];
}

function endOf(scenario: Scenario, limits: Limits): string[] {
  const conditions = scenario.endConditions.map((condition) => `- ${condition}`);
  return [
    ...(conditions.length > 0 ? ['The call is over when:', ...conditions] : []),
    `When everything is settled, or nothing more can be done, say goodbye in one short sentence and call the tool ${END_CALL_TOOL} in the same answer.`,
    `When the other person has said goodbye, answer with a short goodbye and call ${END_CALL_TOOL}. Never call it without a goodbye, and never speak of it.`,
    callLimits(limits),
  ];
}

/** The English name of a BCP 47 language; the tag itself when it has none. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

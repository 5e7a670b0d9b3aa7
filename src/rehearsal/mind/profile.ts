import type { Persona } from '../../contract/persona.ts';
import type { Scenario } from '../../contract/scenario.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import { breath, contracted, fromThirdPerson, toFirstPerson } from './first-person.ts';
import { firstName } from './names.ts';

/** One side, in its own words. */
export interface Profile {
  side: Side;
  /** A sentence: what this side wants. */
  goal: string;
  /** Sentences that this side can tell. */
  facts: string[];
  talkativeness: number;
}

/** What a system prompt in plain words tells of the one who shall speak. */
export interface PromptProfile {
  /** '' when the prompt names nobody. */
  name: string;
  /** A sentence in the first person; '' when the prompt tells none. */
  goal: string;
  facts: string[];
  /** Somebody who helps rather than wants. */
  serves: boolean;
}

/** Roles that help rather than want something. */
export const SERVING_ROLE =
  /support|agent|desk|reception|advis|assist|clerk|doctor|nurse|manager|service|operator|teacher|interviewer|technician|dispatcher|specialist/i;

const MOST_WORDS = 22;

/** Only this side's own goal and facts, and what both know of the situation. */
export function profileOf(scenario: Scenario, personas: PerSide<Persona>, side: Side): Profile {
  const persona = personas[side];
  const told = [...scenario.facts[side], ...persona.facts].filter(isTellable).map(tell);
  return {
    side,
    goal: goalOf(persona.goal, scenario.title),
    facts:
      told.length > 0 ? [...new Set(told)] : eventsOf(scenario, persona, personas[otherSide(side)]),
    talkativeness: persona.manner.talkativeness,
  };
}

/** What somebody wants, as a sentence. Without a goal: what the call is about. */
export function goalOf(goal: string, title: string): string {
  const wanted = goal.trim().replace(/^to /i, '');
  if (wanted === '') return breath(`I'm calling about ${withArticle(title)}`, MOST_WORDS);
  if (/^(you|your)\b/i.test(wanted)) return tell(wanted);
  const start = /^(a|an|the|some|my|your)\b/i.test(wanted) ? "I'd like " : "I'd like to ";
  const rest = toFirstPerson(wanted).replace(/^(\p{L})/u, (letter) => letter.toLowerCase());
  return breath(start + rest, MOST_WORDS);
}

/** What a fact is about: "your order number" of "My order number is four"; undefined when unclear. */
export function topicOf(fact: string): string | undefined {
  const found = /^(my|the|our) ((?:[\p{L}'-]+ ){0,3}[\p{L}'-]+) (?:is|are|was|were) /iu.exec(fact);
  if (found === null) return undefined;
  const [, whose = '', what = ''] = found;
  if (/\b(that|which|who|and|not)\b/i.test(what)) return undefined;
  return whose.toLowerCase() === 'the' ? `the ${what}` : `your ${what}`;
}

/** A fact about the speaker as the speaker tells it. */
export function tell(fact: string): string {
  return breath(contracted(toFirstPerson(fact)), MOST_WORDS);
}

/** Orders to the speaker ("Never say …") are no facts to tell. */
export function isTellable(fact: string): boolean {
  return !/^(never|do not|don['’]t|only|if|when|always|ask|offer|be|keep|say|tell|avoid)\b/i.test(
    fact,
  );
}

/** Sentences of the situation that speak of this person, and not of the call or of the other side. */
function eventsOf(scenario: Scenario, persona: Persona, other: Persona): string[] {
  const names = [persona.name, firstName(persona.name), `the ${persona.role}`, `a ${persona.role}`];
  const sentences = scenario.situation.split(/(?<=[.!?])\s+/);
  return sentences
    .map((sentence) => fromThirdPerson(sentence, names))
    .filter((sentence) => /^(I|My)\b/.test(sentence))
    .filter(
      (sentence) => !sentence.includes(firstName(other.name)) && !/\bcalls?\b/i.test(sentence),
    )
    .map((sentence) => breath(sentence, MOST_WORDS));
}

function withArticle(title: string): string {
  const small = title.trim().toLowerCase();
  return /^(a|an|the|my|your|our|some)\b/.test(small) ? small : `the ${small}`;
}

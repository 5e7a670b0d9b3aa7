import { readCompiled } from './compiled-prompt.ts';
import { breath, toFirstPerson } from './first-person.ts';
import { goalOf, type PromptProfile } from './profile.ts';

const NAME = /\byou are (?:called )?(\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*)/iu;
const WANTS = /\b(?:your goal(?: is|:)|what you want:?|you want) (?:to )?([^.\n]+)/i;
const FACT = /^(your|you) (?!are\b|goal\b|want\b|should\b|must\b|speak\b|talk\b|will\b)/i;
const MANNER = /\b(goal|voice|turns?|sentences?|replies|answers?|markdown|style|call|persona)\b/i;
const SERVES =
  /\b(assistant|support|agent|help (the|your|customers|callers|people|users)|reception)/i;
const MOST_WORDS = 22;

/** Reads name, goal and facts from one of our prompts, or from any that speaks in the second person. */
export function readPrompt(prompt: string): PromptProfile {
  const compiled = readCompiled(prompt);
  if (compiled) return compiled;
  const sentences = prompt
    .split(/\n|(?<=[.!?])\s+/)
    .map((sentence) => sentence.replace(/^[\s#*•-]+/, '').trim())
    .filter((sentence) => sentence !== '');
  const goal = WANTS.exec(prompt)?.[1];
  const facts = sentences.filter((each) => FACT.test(each) && !MANNER.test(each));
  return {
    name: nameIn(prompt),
    goal: goal === undefined ? '' : goalOf(goal, ''),
    facts: facts.map((fact) => breath(toFirstPerson(fact), MOST_WORDS)),
    serves: goal === undefined || SERVES.test(prompt),
  };
}

function nameIn(prompt: string): string {
  const found = NAME.exec(prompt)?.[1] ?? '';
  // The i flag, needed for "You", also lets small letters through as names.
  return /^\p{Lu}/u.test(found) ? (/^(?:\p{Lu}\S*(?: |$))+/u.exec(found)?.[0] ?? '').trim() : '';
}

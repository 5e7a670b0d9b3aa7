import * as bank from './bank.ts';
import type { PromptProfile } from './profile.ts';
import { wordsOf } from './words.ts';

/** What an answer is made from. */
export interface Asked {
  question: string;
  who: PromptProfile;
  /** What this side has said so far. */
  own: readonly string[];
  /** One of the phrases that was not used yet. */
  fresh(phrases: readonly string[]): string;
}

const WHO = /\b(your (full )?name|who (are you|is this|am i)|(speaking|talking) (to|with))\b/i;
const HOW_ARE_YOU = /\bhow (are|is) (you|it going|your day|things)\b/i;
/** Questions that any fact answers. */
const OPEN =
  /\b(tell me|more|else|details?|know about|explain|happened|the matter|the problem|anything|help you|do for you|is it about)\b/i;
/** Words too common to say what a question is about. */
const COMMON = new Set(
  'about could does have from that this what when where which will with would your yours there they them then than been were please'.split(
    ' ',
  ),
);
const LEAST_LETTERS = 4;
const STEM_LETTERS = 5;

/** Small talk before the answer; '' when there is none to answer. */
export function courtesy(heard: string): string {
  return HOW_ARE_YOU.test(heard) ? "I'm fine, thank you." : '';
}

/** An answer from what the prompt tells: by the words of the question, or that it isn't known. */
export function answerTo({ question, who, own, fresh }: Asked): string {
  if (WHO.test(question) && who.name !== '') return `My name is ${who.name}.`;
  const untold = who.facts.filter((fact) => !own.some((text) => text.includes(fact)));
  const fitting = bestOf(question, untold) ?? (OPEN.test(question) ? untold[0] : undefined);
  if (fitting !== undefined) return fitting;
  const known = bestOf(question, who.facts);
  const again = known === undefined ? '' : `As I said: ${known}`;
  if (again !== '' && !own.includes(again)) return again;
  if (who.serves) return fresh([...bank.HELPER_UNSURE, ...bank.PROMISES]);
  return fresh(OPEN.test(question) ? bank.NOTHING_MORE : bank.SEEKER_UNSURE);
}

/** The text that shares most words of meaning with the question; undefined when none shares any. */
function bestOf(question: string, texts: readonly string[]): string | undefined {
  const asked = stemsOf(question);
  const ranked = texts
    .map((text) => ({ text, shared: [...stemsOf(text)].filter((stem) => asked.has(stem)).length }))
    .filter(({ shared }) => shared > 0)
    .toSorted((left, right) => right.shared - left.shared);
  return ranked[0]?.text;
}

function stemsOf(text: string): Set<string> {
  const words = wordsOf(text).filter((word) => word.length >= LEAST_LETTERS && !COMMON.has(word));
  return new Set(words.map((word) => word.slice(0, STEM_LETTERS)));
}

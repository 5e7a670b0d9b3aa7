import { answerTo, courtesy } from './answering.ts';
import * as bank from './bank.ts';
import type { History } from './history.ts';
import {
  ASKS_FOR_PRESENCE,
  ASKS_TO_REPEAT,
  CLARIFICATIONS,
  FAREWELLS,
  REPEATS,
  SAYS_GOODBYE,
  WRAP_UPS,
} from './phrases.ts';
import { joinSpeech } from './first-person.ts';
import { fillNames } from './names.ts';
import { SILENCE, type Reply } from './play.ts';
import type { PromptProfile } from './profile.ts';
import { readPrompt } from './prompt-profile.ts';
import { shuffled } from './seeded.ts';

/** After so many utterances it comes to an end by itself. */
const MOST_OWN = 7;
const ASKS =
  /\?\s*$|^(what|who|when|where|why|how|which|can|could|do|does|did|is|are|have|will|would)\b/i;

/**
 * An answer for a client that is no conversation of ours: from the system prompt and the words of
 * the messages alone. Equal messages and seed give equal answers.
 */
export function improvise(history: History, seed: number): Reply {
  if (history.over) return SILENCE;
  const who = readPrompt(history.instructions);
  const heard = (history.heard ?? []).join(' ').trim();
  const own = history.own;
  if (history.wrapUp) return wrapUp(heard, own, seed);
  if (own.length === 0) return say(opening(who, heard, seed));
  if (SAYS_GOODBYE.test(heard) || own.length >= MOST_OWN) return hangUp(own, seed);
  if (history.heard !== null && heard === '') return say(fresh(CLARIFICATIONS, own, seed));
  const last = own.at(-1) ?? '';
  if (ASKS_TO_REPEAT.test(heard)) return say(again(last, own));
  if (ASKS_FOR_PRESENCE.test(heard)) return say(joinSpeech("Yes, I'm here.", again(last, own)));
  const wanted = who.goal !== '' && !own.some((text) => text.includes(who.goal));
  if (wanted && !who.serves) return say(joinSpeech(courtesy(heard), who.goal));
  if (!ASKS.test(heard)) return say(goOn(who, own, seed));
  if (courtesy(heard) !== '') return say(joinSpeech(courtesy(heard), onward(who, own, seed)));
  const pick = (phrases: readonly string[]): string => fresh(phrases, own, seed);
  return say(answerTo({ question: heard, who, own, fresh: pick }));
}

function opening(who: PromptProfile, heard: string, seed: number): string {
  if (who.serves) {
    const named = bank.HELPER_OPENS.filter((text) => who.name !== '' || !text.includes('{{'));
    const greeting = named.length > 0 ? named : ['Hello, how can I help you?'];
    return fillNames(fresh(greeting, [], seed), who.name, '');
  }
  const greeting = who.name === '' ? 'Hello.' : `Hello, this is ${who.name}.`;
  return heard === '' ? greeting : joinSpeech(greeting, who.goal);
}

function goOn(who: PromptProfile, own: string[], seed: number): string {
  return joinSpeech(fresh(bank.ACKNOWLEDGEMENTS, own, seed), onward(who, own, seed));
}

function onward(who: PromptProfile, own: string[], seed: number): string {
  return fresh(who.serves ? bank.QUESTIONS_TO_SEEKER : bank.QUESTIONS_TO_HELPER, own, seed);
}

function again(last: string, own: string[]): string {
  const said = REPEATS.map((start) => start + last).find((text) => !own.includes(text));
  return said ?? last;
}

function wrapUp(heard: string, own: string[], seed: number): Reply {
  if (SAYS_GOODBYE.test(heard)) return hangUp(own, seed);
  return { text: fresh(WRAP_UPS, own, seed), hangUp: true };
}

function hangUp(own: string[], seed: number): Reply {
  return { text: fresh(FAREWELLS, own, seed), hangUp: true };
}

/** A phrase that this side did not use yet, in an order of the seed. */
function fresh(phrases: readonly string[], own: readonly string[], seed: number): string {
  const order = shuffled(phrases, seed, phrases.join());
  const unused = order.find((phrase) => !own.some((text) => text.includes(phrase)));
  return unused ?? order[own.length % order.length] ?? '';
}

function say(text: string): Reply {
  return { text, hangUp: false };
}

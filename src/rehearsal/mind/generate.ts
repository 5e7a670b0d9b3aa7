import type { Persona } from '../../contract/persona.ts';
import type { RehearsalLine, Scenario } from '../../contract/scenario.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import * as bank from './bank.ts';
import { joinSpeech } from './first-person.ts';
import { profileOf, SERVING_ROLE, topicOf, type Profile } from './profile.ts';
import { choose, chooseIndex, shuffled } from './seeded.ts';

/** Everything from which a conversation is generated. */
export interface Premise {
  scenario: Scenario;
  personas: PerSide<Persona>;
  seed: number;
}

/** Phrases that are each used once, in an order of the seed. */
class Deck {
  readonly #seed: number;
  readonly #left = new Map<string, string[]>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  draw(key: string, phrases: readonly string[]): string {
    const left = this.#left.get(key) ?? shuffled(phrases, this.#seed, key);
    const phrase = left.shift() ?? '';
    this.#left.set(key, left);
    return phrase;
  }
}

interface Plan {
  deck: Deck;
  seed: number;
  opener: Side;
  seeker: Profile;
  helper: Profile;
}

/**
 * A conversation of 9 to 14 turns for any two personas: greeting, what is wanted, questions and
 * answers, what follows from them, thanks and goodbye. Equal seeds give equal lines.
 */
export function generateLines({ scenario, personas, seed }: Premise): RehearsalLine[] {
  const seekerSide = whoSeeks(personas);
  const plan: Plan = {
    deck: new Deck(seed),
    seed,
    opener: scenario.opener,
    seeker: profileOf(scenario, personas, seekerSide),
    helper: profileOf(scenario, personas, otherSide(seekerSide)),
  };
  const answers = 1 + chooseIndex(2, seed, 'answers');
  const questions = chooseIndex(answers === 2 ? 2 : 3, seed, 'questions');
  return [
    ...greeting(plan),
    ...answersOfSeeker(plan, answers),
    ...answersOfHelper(plan, questions),
    ...ending(plan),
  ];
}

/** Who wants something of the other. Roles that serve are helpers; else side a is the seeker. */
function whoSeeks(personas: PerSide<Persona>): Side {
  const serves = (side: Side): boolean => SERVING_ROLE.test(personas[side].role);
  return serves('a') && !serves('b') ? 'b' : 'a';
}

function line(who: Profile, say: string, hangUp = false): RehearsalLine {
  return { side: who.side, say, hangUp };
}

function greeting({ deck, seed, opener, seeker, helper }: Plan): RehearsalLine[] {
  const goal = joinSpeech(choose(bank.GOAL_STARTS, seed, 'goal'), seeker.goal);
  if (opener === helper.side) {
    return [
      line(helper, deck.draw('helper opens', bank.HELPER_OPENS)),
      line(seeker, `${deck.draw('seeker greets', bank.SEEKER_GREETS)} ${goal}`),
    ];
  }
  return [
    line(seeker, deck.draw('seeker opens', bank.SEEKER_OPENS)),
    line(helper, deck.draw('helper greets', bank.HELPER_GREETS)),
    line(seeker, goal),
  ];
}

/** The helper asks, the seeker answers from its facts. */
function answersOfSeeker(plan: Plan, count: number): RehearsalLine[] {
  const { deck, seed, seeker, helper } = plan;
  const facts = shuffled(seeker.facts, seed, 'seeker facts').slice(0, count);
  const smallTalk = shuffled(bank.QUESTIONS_AND_ANSWERS, seed, 'small questions');
  return Array.from({ length: count }, (_, index) => {
    const fact = facts[index];
    const [question, answer] = fact
      ? [questionAbout(fact, deck, 'to seeker', bank.QUESTIONS_TO_SEEKER), fact]
      : (smallTalk[index] ?? ['', '']);
    const said = joinSpeech(
      chatty(helper, deck.draw('acknowledge', bank.ACKNOWLEDGEMENTS)),
      question,
    );
    return [line(helper, said), line(seeker, coloured(seeker, answer, deck))];
  }).flat();
}

/** The helper says what it finds; the seeker asks on, the helper answers from its facts. */
function answersOfHelper(plan: Plan, count: number): RehearsalLine[] {
  const { deck, seed, seeker, helper } = plan;
  const facts = shuffled(helper.facts, seed, 'helper facts');
  const found = facts.shift() ?? deck.draw('promise', bank.PROMISES);
  const lines = [line(helper, joinSpeech(deck.draw('finding', bank.FINDINGS), found))];
  for (let turn = 0; turn < count; turn += 1) {
    const fact = facts.shift();
    const question = fact
      ? questionAbout(fact, deck, 'to helper', bank.QUESTIONS_TO_HELPER)
      : deck.draw('to helper', bank.QUESTIONS_TO_HELPER);
    const answer = fact ?? deck.draw('promise', bank.PROMISES);
    lines.push(line(seeker, question), line(helper, coloured(helper, answer, deck)));
  }
  return lines;
}

function ending({ deck, seeker, helper }: Plan): RehearsalLine[] {
  return [
    line(seeker, deck.draw('thanks', bank.THANKS)),
    line(helper, deck.draw('anything else', bank.ANYTHING_ELSE)),
    line(seeker, deck.draw('seeker goodbye', bank.SEEKER_GOODBYES)),
    line(helper, deck.draw('helper goodbye', bank.HELPER_GOODBYES), true),
  ];
}

/** "Your order number is four" is asked for by "What's your order number?"; other facts more openly. */
function questionAbout(fact: string, deck: Deck, key: string, open: readonly string[]): string {
  const topic = topicOf(fact);
  if (topic === undefined) return deck.draw(key, open);
  return deck.draw(`${key} topic`, bank.TOPIC_QUESTIONS).replace('{topic}', topic);
}

/** Who talks much says a little around it; who talks little does not. */
function coloured(who: Profile, text: string, deck: Deck): string {
  if (who.talkativeness <= 0.33) return text;
  if (who.talkativeness < 0.67) {
    return joinSpeech(deck.draw(`${who.side} short start`, bank.SHORT_STARTS), text);
  }
  const start = deck.draw(`${who.side} start`, bank.STARTS);
  return joinSpeech(start, text, deck.draw(`${who.side} tail`, bank.TAILS));
}

function chatty(who: Profile, text: string): string {
  return who.talkativeness > 0.33 ? text : '';
}

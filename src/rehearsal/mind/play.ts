import { assertNever } from '../../contract/kind.ts';
import type { Side } from '../../contract/side.ts';
import { recognise, type Heard } from './hearing.ts';
import type { History } from './history.ts';
import { nextOf, remember, type Memory } from './memory.ts';
import {
  CHECK_INS,
  CLARIFICATIONS,
  FAREWELLS,
  PRESENT,
  REPEATS,
  SAYS_GOODBYE,
  WRAP_UPS,
} from './phrases.ts';
import type { ScriptLine } from './script.ts';
import { chooseIndex } from './seeded.ts';

/** What to say now. An empty text says nothing. */
export interface Reply {
  text: string;
  /** Hang up after it. */
  hangUp: boolean;
}

export const SILENCE: Reply = { text: '', hangUp: false };

const MOST_IN_A_ROW = 2;
/** A side that hears no script at all (another model) is not asked again for ever. */
const MOST_ASKS = 6;

/** One side's view of one request. */
interface Scene {
  script: readonly ScriptLine[];
  side: Side;
  seed: number;
  memory: Memory;
}

/** The next utterance of one side, from the words of the conversation alone. Pure. */
export function play(
  script: readonly ScriptLine[],
  side: Side,
  history: History,
  seed: number,
): Reply {
  if (history.over) return SILENCE;
  const scene: Scene = { script, side, seed, memory: remember(script, side, history.own) };
  if (history.wrapUp) return wrapUp(scene, history.heard ?? []);
  const expected = lastBefore(script, side, scene.memory.next ?? script.length);
  const opens = expected === -1;
  if (opens) return goOn(scene);
  if (history.heard === null) return unprompted(scene, history.lateInstructions);
  return answer(scene, recognise(history.heard, script, side, expected), expected);
}

function answer(scene: Scene, heard: Heard, expected: number): Reply {
  switch (heard.kind) {
    case 'line':
      return answerLine(scene, heard, expected);
    case 'ask-again':
      return sayAgain(scene) ?? goOn(scene);
    case 'check-in':
      return ask(scene, PRESENT) ?? sayAgain(scene) ?? goOn(scene);
    case 'goodbye':
      return farewell(scene);
    case 'nothing':
      return ask(scene, CLARIFICATIONS) ?? goOn(scene);
    default:
      return assertNever(heard);
  }
}

/** Keeps in step with the other side: after its line comes the line of this side that answers it. */
function answerLine(scene: Scene, heard: Heard & { kind: 'line' }, expected: number): Reply {
  const { memory, script, side } = scene;
  if (heard.index === expected || !heard.sure) return goOn(scene);
  const reply = nextOf(script, side, heard.index);
  // The other side says once more what was answered already: it did not get the answer.
  if (reply !== undefined && reply === memory.last?.index) return sayAgain(scene) ?? goOn(scene);
  const behind = reply !== undefined && memory.next !== undefined && reply < memory.next;
  return behind ? goOn(scene) : sayLine(scene, reply);
}

/** Asked to speak though the other side said nothing since. */
function unprompted(scene: Scene, instructions: string): Reply {
  const { memory } = scene;
  const waiting = /\b(silen(t|ce)|still there|waiting|said nothing|no answer|quiet)\b/i;
  if (!waiting.test(instructions) || memory.checkInsInARow >= MOST_IN_A_ROW) return goOn(scene);
  return say(rotate(scene, CHECK_INS, 'check-in', memory.checkInsInARow));
}

function goOn(scene: Scene): Reply {
  return sayLine(scene, scene.memory.next);
}

function sayLine(scene: Scene, index: number | undefined): Reply {
  const line = index === undefined ? undefined : scene.script[index];
  return line === undefined ? farewell(scene) : { text: line.text, hangUp: line.hangUp };
}

function ask(scene: Scene, phrases: readonly string[]): Reply | undefined {
  const { asks, asksInARow } = scene.memory;
  if (asksInARow >= MOST_IN_A_ROW || asks >= MOST_ASKS) return undefined;
  return say(rotate(scene, phrases, 'ask', asks));
}

function sayAgain(scene: Scene): Reply | undefined {
  const { memory, script } = scene;
  const line = memory.last && script[memory.last.index];
  if (line === undefined || memory.repeatsInARow >= MOST_IN_A_ROW) return undefined;
  const start = memory.last?.cut ? '' : rotate(scene, REPEATS, 'repeat', memory.repeats);
  return { text: start + line.text, hangUp: line.hangUp };
}

function farewell(scene: Scene): Reply {
  const text = rotate(scene, FAREWELLS, 'farewell', scene.memory.farewells);
  return { text, hangUp: true };
}

/** Asked to come to an end: answers a goodbye, or says the first one. */
function wrapUp(scene: Scene, heard: readonly string[]): Reply {
  if (heard.some((text) => SAYS_GOODBYE.test(text))) return farewell(scene);
  return { text: rotate(scene, WRAP_UPS, 'wrap up', scene.memory.farewells), hangUp: true };
}

/** Phrases in turn, from one that the seed chose, so that none comes twice in a short time. */
function rotate(scene: Scene, phrases: readonly string[], key: string, count: number): string {
  const start = chooseIndex(phrases.length, scene.seed, `${scene.side} ${key}`);
  return phrases[(start + count) % phrases.length] ?? '';
}

function say(text: string): Reply {
  return { text, hangUp: false };
}

/** The other side's last line before an index; −1 when there is none. */
function lastBefore(script: readonly ScriptLine[], side: Side, before: number): number {
  return script.findLastIndex((line, index) => index < before && line.side !== side);
}

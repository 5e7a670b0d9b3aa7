/*
 * What the sliders of a persona do, in plain words. The figures are the engine's: the words are steps of the
 * prompt (src/main/conversations/prompt-wording.ts), the waiting is that of src/agents/side/silence-nudge.ts, the
 * barging-in that of src/agents/turn-taking/barge-in.ts. A test holds this file against all three.
 */

/** Wordings for values from 0 to 1, in five equal steps from least to most. */
type Steps = readonly [string, string, string, string, string];

const TALK: Steps = [
  'says a few words at a time, seldom a whole sentence more than needed',
  'is brief: one short sentence is usually enough',
  'speaks in one or two short sentences at a time',
  'likes to talk: two or three sentences, with a small detail now and then',
  'talks a lot: stories and detours, up to four sentences at a time',
];
const WAIT: Steps = [
  'presses for an answer at once',
  'grows restless quickly and asks how long it will take',
  'waits a reasonable time before asking again',
  'lets the other think and look things up',
  'is never hurried',
];
/** What the model is told; how often it truly happens is a matter of chance (BargeInPlan). */
const TOLD_TO_CUT_IN: Steps = [
  'let the other finish',
  'interrupt seldom, and only when it matters',
  'come in sometimes before the other has finished',
  'interrupt often, as soon as the point is clear',
  'keep interrupting and hardly let a sentence end',
];

/** Silence after which whoever opened the call speaks up again, ms, and how much longer the other side waits. */
const NUDGE_MS = { impatient: 3000, morePatient: 3000, answering: 4000 };
/** When somebody comes in, seconds of the other's speech. */
const CUT_IN_SECONDS = { earliest: 1.2, latest: 3.2 };

/** @param value 0 (least) … 1 (most) */
export function talkSentence(name: string, value: number): string {
  return `${who(name)} ${step(TALK, value)}.`;
}

/** @param value 0 (least) … 1 (most) */
export function patienceSentence(name: string, value: number): string {
  const own = NUDGE_MS.impatient + NUDGE_MS.morePatient * value;
  const silence = `${seconds(own)} of silence, or ${seconds(own + NUDGE_MS.answering)} when the other side opened the call`;
  return `${who(name)} ${step(WAIT, value)}, and speaks up after ${silence}.`;
}

/** @param value 0 (never) … 1 (always) */
export function interruptingSentence(name: string, value: number): string {
  if (value === 0) return `${who(name)} always lets the other finish.`;
  const { earliest, latest } = CUT_IN_SECONDS;
  const when = `${String(earliest)} to ${String(latest)} seconds into them`;
  return `${who(name)} is told to ${step(TOLD_TO_CUT_IN, value)}, and cuts in on ${share(value)} of the other’s turns, ${when}; shorter turns are left whole.`;
}

function who(name: string): string {
  const words = name.trim().split(/\s+/);
  return words.find((word) => !word.endsWith('.')) || 'This person';
}

function step(steps: Steps, value: number): string {
  return steps[Math.min(steps.length - 1, Math.floor(value * steps.length))] ?? steps[2];
}

function seconds(ms: number): string {
  const value = (ms / 1000).toFixed(1).replace(/\.0$/, '');
  return `${value} seconds`;
}

function share(value: number): string {
  return value === 1 ? 'all' : `about ${String(Math.round(value * 100))} %`;
}

import type { Manner } from '../../contract/persona.ts';
import type { Limits } from '../../contract/scenario.ts';

/** Wordings for values from 0 to 1, in five equal steps from least to most. */
type Steps = readonly [string, string, string, string, string];

const TALKATIVENESS: Steps = [
  'You say very little: a few words, seldom a whole sentence more than needed.',
  'You are brief: one short sentence is usually enough.',
  'You speak in one or two short sentences at a time.',
  'You like to talk: two or three sentences, with a small detail of your own now and then.',
  'You talk a lot: you tell stories, wander off a little and come back, up to four sentences at a time.',
];
const PATIENCE: Steps = [
  'You have no patience: you press for an answer at once and show it when something takes long.',
  'You grow restless quickly and ask how long it will take.',
  'You wait a reasonable time before you ask again.',
  'You are patient: you let the other person think and look things up.',
  'Nothing hurries you: you wait as long as it takes and say so.',
];
const INTERRUPTING: Steps = [
  'You always let the other person finish.',
  'You seldom interrupt, and only when it matters.',
  'You sometimes come in before the other person has finished.',
  'You often interrupt as soon as you have got the point.',
  'You keep interrupting: you hardly let the other person finish a sentence.',
];

/** How much somebody says at a time. */
export function talkativeness(manner: Manner): string {
  return step(TALKATIVENESS, manner.talkativeness);
}

/** How somebody waits. */
export function patience(manner: Manner): string {
  return step(PATIENCE, manner.patience);
}

/** How somebody treats the other's turn. */
export function interrupting(manner: Manner): string {
  return step(INTERRUPTING, manner.interrupting);
}

/** Asks for an end before the limits cut the call off. */
export function callLimits({ maxTurns, maxMinutes }: Limits): string {
  const turns = `${String(maxTurns)} turns of both of you together`;
  const minutes = maxMinutes === 1 ? 'one minute' : `${String(maxMinutes)} minutes`;
  return `The call is cut off after ${turns} or ${minutes}: come to the end before that.`;
}

function step(steps: Steps, value: number): string {
  return steps[Math.min(steps.length - 1, Math.floor(value * steps.length))] ?? steps[2];
}

/** How long the rehearsal's ear takes for one utterance among forty that it knows, ms of the processor. */
import { heardWords, learned } from '../unit/rehearsal/support/hear.ts';
import { say } from '../unit/rehearsal/support/say.ts';
import { SENTENCES } from '../unit/rehearsal/support/sentences.ts';
import { allThroughOpus } from '../unit/rehearsal/support/sound.ts';
import { quantile } from './floor.ts';

/** It was 40 ms when it was written. */
const TARGET_MS = 80;
const RUNS = 15;

const said = SENTENCES.map((text) => say(text, 'birch'));
const known = said.map(learned).reverse();
const one = said[5];
const [coded] = one ? allThroughOpus([one.pcm], '24k', 24_000) : [];
if (!one || !coded) throw new Error('there is no sixth sentence');

const times = Array.from({ length: RUNS }, () => {
  const before = process.cpuUsage();
  heardWords(coded, known);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
});
const median = quantile(times, 0.5);
const length = (coded.length / 24_000).toFixed(1);
console.log(`ear: ${median.toFixed(0)} ms for ${length} s (target ${TARGET_MS} ms)`);
process.exitCode = median <= TARGET_MS ? 0 : 1;

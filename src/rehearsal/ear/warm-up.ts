import { learn, prepare } from './learned.ts';
import { listen } from './listen.ts';

const RATE = 24_000;
const TIMES = 6;

/**
 * Listens to a made-up sound a few times: the engine compiles what it will need, and the first caller
 * need not wait for it. About 0.1 s.
 */
export function warmUp(): void {
  const sound = madeUpSpeech();
  const known = learn(sound, RATE, [{ text: 'warm', startMs: 0, endMs: 2000 }]);
  for (let time = 0; time < TIMES; time += 1) listen(prepare(sound, RATE), [known, known]);
}

/** Two seconds of a buzz whose pitch and loudness wander, as in speech. */
function madeUpSpeech(): Float32Array {
  return Float32Array.from({ length: 2 * RATE }, (_, index) => {
    const time = index / RATE;
    const loudness = 0.1 * Math.max(0, Math.sin(2 * Math.PI * 1.5 * time));
    const phase = 2 * Math.PI * (120 * time + 3 * Math.sin(9 * time));
    return loudness * (Math.sin(phase) + Math.sin(7 * phase) + Math.sin(19 * phase));
  });
}

import { bandPass } from './band-pass.ts';
import { Convolver } from './convolver.ts';
import { inPlace, type Effect } from './effect.ts';
import { limiter } from './level.ts';
import { decodeMuLaw, encodeMuLaw } from './mu-law.ts';

/** Hz. Half the amplitude is left here, so that 300 and 3400 Hz are not quite 3 dB down. */
const LOW = 290;
const HIGH = 3410;
const TAPS = 401;

/** What a telephone line lets through (300 to 3400 Hz) and codes (µ-law). For sound of 8 kHz. */
export function telephone(rate: number): Effect[] {
  const band = new Convolver(bandPass(LOW, HIGH, rate, TAPS), (TAPS - 1) / 2);
  return [band, limiter(), companding()];
}

function companding(): Effect {
  return inPlace((block) => {
    for (const side of block) {
      for (let i = 0; i < side.length; i++) {
        const sample = Math.round((side[i] ?? 0) * 32_767);
        side[i] = decodeMuLaw(encodeMuLaw(sample)) / 32_768;
      }
    }
  });
}

import type { SoundAlignment } from './sound-request.ts';

/**
 * The real way's cost as a share of that of the way by chance, and the unevenness of the tempo: each is
 * higher for words that aren't there, and their sum tells better than either. Measured with espeak-ng
 * against Flite's voices, turns of one or two sentences: right words 0.89 to 1.16, half of them below
 * 1.01; other words 1.05 to 1.45, half of them above 1.22.
 */
const MOST_DOUBT = 1.12;
/** More speech than this that no word explains: it isn't what was said. */
const MOST_UNEXPLAINED = 0.15;

/** Whether the words were really found: times that are only forced on the sound are no better than none. */
export function fits({ fit, unexplained, unevenness }: SoundAlignment): boolean {
  return fit + unevenness <= MOST_DOUBT && unexplained <= MOST_UNEXPLAINED;
}

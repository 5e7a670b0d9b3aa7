import { dbToGain, inPlace, type Effect } from './effect.ts';

/** Below this a sample is left as it is: −1 dBFS. */
export const KNEE = 10 ** (-1 / 20);

/** Makes each side louder or softer. */
export function gain(ofA: number, ofB = ofA): Effect {
  return inPlace(([a, b]) => {
    for (let i = 0; i < a.length; i++) {
      a[i] = (a[i] ?? 0) * ofA;
      b[i] = (b[i] ?? 0) * ofB;
    }
  });
}

/** Louder by so many dB. */
export function level(db: number): Effect {
  return gain(dbToGain(db));
}

/**
 * A soft limit: up to −1 dBFS nothing changes, what is above is pressed into the last dB. Each sample for
 * itself, so that there is no delay, no pumping and no overflow.
 */
export function limiter(): Effect {
  return inPlace((block) => {
    for (const side of block) {
      for (let i = 0; i < side.length; i++) side[i] = limit(side[i] ?? 0);
    }
  });
}

export function limit(sample: number): number {
  const size = Math.abs(sample);
  if (size <= KNEE) return sample;
  const room = 1 - KNEE;
  return Math.sign(sample) * (KNEE + room * Math.tanh((size - KNEE) / room));
}

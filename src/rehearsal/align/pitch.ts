/** Pitch is looked for in so many windows, spread over the speech. */
const MOST_WINDOWS = 120;
const WINDOW_MS = 48;
/** Everything above about 1 kHz only disturbs. */
const RATE = 4000;
const LOWEST_HZ = 65;
const HIGHEST_HZ = 320;
/** A window whose best period explains less than this share of it has no pitch. */
const LEAST_VOICED = 0.6;
/** Of such few windows nothing follows. */
const LEAST_WINDOWS = 3;

/**
 * The median pitch of a speaker in Hz, by autocorrelation (Rabiner, "On the use of autocorrelation
 * analysis for pitch detection", 1977); undefined when too little of it is voiced.
 *
 * @param speech stretches of speech in ms
 */
export function medianPitch(
  samples: Float32Array,
  sampleRate: number,
  speech: readonly (readonly [number, number])[],
): number | undefined {
  const step = Math.max(1, Math.floor(sampleRate / RATE));
  const low = thinned(samples, step);
  const rate = sampleRate / step;
  const starts = speech.flatMap(([from, to]) =>
    Array.from({ length: Math.max(0, Math.floor((to - from) / WINDOW_MS)) }, (_, index) =>
      Math.round(((from + index * WINDOW_MS) * rate) / 1000),
    ),
  );
  const every = Math.max(1, Math.ceil(starts.length / MOST_WINDOWS));
  const pitches = starts
    .filter((_, index) => index % every === 0)
    .map((start) => pitchAt(low, start, rate))
    .filter((pitch) => pitch !== undefined)
    .toSorted((one, other) => one - other);
  return pitches.length < LEAST_WINDOWS ? undefined : pitches[pitches.length >> 1];
}

/** Means of so many samples each: a low-pass and a lower rate in one. */
function thinned(samples: Float32Array, step: number): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / step) }, (_, index) => {
    let sum = 0;
    for (let at = index * step; at < (index + 1) * step; at += 1) sum += samples[at]!;
    return sum / step;
  });
}

function pitchAt(samples: Float32Array, start: number, rate: number): number | undefined {
  const length = Math.round((WINDOW_MS * rate) / 1000);
  const longest = Math.round(rate / LOWEST_HZ);
  if (start + length + longest > samples.length) return undefined;
  let best = { share: LEAST_VOICED, lag: 0 };
  for (let lag = Math.round(rate / HIGHEST_HZ); lag <= longest; lag += 1) {
    const share = correlation(samples, start, lag, length);
    // A little more for twice the period is no other pitch.
    if (share > best.share + (best.lag > 0 ? 0.03 : 0)) best = { share, lag };
  }
  return best.lag > 0 ? rate / best.lag : undefined;
}

function correlation(samples: Float32Array, start: number, lag: number, length: number): number {
  let [product, one, other] = [0, 0, 0];
  for (let at = start; at < start + length; at += 1) {
    const [x, y] = [samples[at]!, samples[at + lag]!];
    product += x * y;
    one += x * x;
    other += y * y;
  }
  return one > 0 && other > 0 ? product / Math.sqrt(one * other) : 0;
}

/** So many samples are judged at a time: 20 ms of speech at 24 kHz. */
const WINDOW = 480;
/** Root mean square of full-scale random numbers is 0.58; speech stays below half of that. */
const LOUDEST = 0.42;
/** Loud speech is voiced: a sample is much like the one before it. In noise it says nothing about it. */
const LEAST_LIKENESS = 0.35;
/** So many windows in a row tell noise from the one odd moment of a loud voice. */
const MOST_NOISY = 2;

/**
 * Finds bytes that are no sound but were taken for it: compressed or random data, samples that are
 * shifted by a byte. Played, they would be noise at full loudness.
 */
export class NoiseGuard {
  private noisy = 0;
  private waiting = new Int16Array(0);

  /**
   * Sound that has been judged, up to whole windows.
   *
   * @returns undefined when it is noise
   */
  pass(samples: Int16Array): Int16Array | undefined {
    const all = new Int16Array(this.waiting.length + samples.length);
    all.set(this.waiting);
    all.set(samples, this.waiting.length);
    let judged = 0;
    for (; judged + WINDOW <= all.length; judged += WINDOW) {
      this.noisy = isNoise(all.subarray(judged, judged + WINDOW)) ? this.noisy + 1 : 0;
      if (this.noisy >= MOST_NOISY) return undefined;
    }
    // A window that looks like noise waits for the next one, so that not even it is heard.
    const kept = judged - this.noisy * WINDOW;
    this.waiting = all.slice(kept);
    this.noisy = 0;
    return all.slice(0, kept);
  }

  /** What was still waiting at the end; undefined when it is noise. */
  flush(): Int16Array | undefined {
    const rest = this.waiting;
    this.waiting = new Int16Array(0);
    return rest.length >= WINDOW / 4 && isNoise(rest) ? undefined : rest;
  }
}

function isNoise(samples: Int16Array): boolean {
  let energy = 0;
  let likeness = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i] ?? 0;
    energy += sample * sample;
    likeness += sample * (samples[i - 1] ?? 0);
  }
  const loudness = Math.sqrt(energy / samples.length) / 32_768;
  return loudness > LOUDEST && Math.abs(likeness) < LEAST_LIKENESS * energy;
}

/** Fades the end of a piece of sound to silence, in place; so a break in it makes no click. */
export function fadeOut(samples: Int16Array, length: number): void {
  const faded = Math.min(length, samples.length);
  const from = samples.length - faded;
  for (let i = 0; i < faded; i++) scale(samples, from + i, 1 - rise((i + 1) / faded));
}

/** Fades the start of a piece of sound in from silence, in place. */
export function fadeIn(samples: Int16Array, length: number): void {
  const faded = Math.min(length, samples.length);
  for (let i = 0; i < faded; i++) scale(samples, i, rise(i / faded));
}

/** From 0 to 1 in half a wave of the cosine. */
function rise(share: number): number {
  return (1 - Math.cos(Math.PI * share)) / 2;
}

function scale(samples: Int16Array, at: number, factor: number): void {
  samples[at] = Math.round((samples[at] ?? 0) * factor);
}

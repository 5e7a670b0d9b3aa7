import { distance } from 'fastest-levenshtein';

const MOST = 3;

/** Known names that somebody may have meant by `wanted`, nearest first, at most three. */
export function nearNames(wanted: string, known: readonly string[]): string[] {
  const asked = wanted.toLowerCase();
  const tolerance = Math.max(2, Math.floor(asked.length * 0.4));
  return known
    .map((name) => ({ name, far: howFar(asked, name.toLowerCase()) }))
    .filter(({ far }) => far <= tolerance)
    .sort((one, other) => one.far - other.far || one.name.localeCompare(other.name))
    .slice(0, MOST)
    .map(({ name }) => name);
}

function howFar(asked: string, name: string): number {
  // Part of a name ("parcel" for "late-parcel") is nearer than any misspelling.
  if (asked.length >= 3 && name.includes(asked)) return 0;
  return distance(asked, name);
}

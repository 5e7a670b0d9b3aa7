/** What stands in a text in place of a secret. */
const REMOVED = '[removed]';
/** Shorter values ("none") are no secrets, and would be found inside ordinary words. */
const SHORTEST = 8;

/** The secrets that this process was given, so that nothing that leaves it repeats them. */
export class Secrets {
  private readonly values = new Set<string>();

  add(values: readonly string[]): void {
    for (const value of values) if (value.length >= SHORTEST) this.values.add(value);
  }

  /** The text without them: providers repeat in their answers what they were sent. */
  removeFrom(text: string): string {
    let clean = text;
    for (const value of this.values) clean = clean.replaceAll(value, REMOVED);
    return clean;
  }

  /** The same for every string in plain data. */
  removeFromData<T>(data: T): T {
    return JSON.parse(this.removeFrom(JSON.stringify(data))) as T;
  }
}

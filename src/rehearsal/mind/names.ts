const TITLES = /^(dr|mr|mrs|ms|mx|prof|sir|dame|sister|father)\.?$/i;

/** What a friendly voice calls somebody: the first name, without a title. */
export function firstName(name: string): string {
  const parts = name.trim().split(/\s+/);
  return parts.find((part) => !TITLES.test(part)) ?? name;
}

/** Fills `{{self.name}}`, `{{self.first}}`, `{{other.name}}` and `{{other.first}}`. */
export function fillNames(text: string, self: string, other: string): string {
  const values: Record<string, string> = {
    'self.name': self,
    'self.first': firstName(self),
    'other.name': other,
    'other.first': firstName(other),
  };
  return text.replace(/\{\{\s*([a-z.]+)\s*\}\}/g, (whole, key: string) => values[key] ?? whole);
}

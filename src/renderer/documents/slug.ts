/** The longest id that the contract takes. */
const MAX_LENGTH = 64;

/** Letters that Unicode does not take apart into a base letter and a mark. */
const spelled: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/**
 * A name as an id: "Zoë Müller-Lang" → `zoe-muller-lang`. What no id can be made of (other scripts,
 * signs only) becomes `fallback`.
 */
export function slugOf(name: string, fallback: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, (letter) => spelled[letter] ?? letter)
    .replace(/[\p{M}'’]/gu, '')
    .replace(/[^a-z0-9]+/g, '-');
  return trimmed(plain, MAX_LENGTH) || fallback;
}

/** The id of a name that none of `taken` has: `maya`, `maya-2`, `maya-3` … */
export function uniqueSlug(name: string, taken: Iterable<string>, fallback: string): string {
  const used = new Set(taken);
  const base = slugOf(name, fallback);
  if (!used.has(base)) return base;
  for (let number = 2; ; number++) {
    const suffix = `-${String(number)}`;
    const slug = trimmed(base, MAX_LENGTH - suffix.length) + suffix;
    if (!used.has(slug)) return slug;
  }
}

/** The name of one more of the same: "Maya" → "Maya (copy)", then "Maya (copy 2)" … */
export function copyName(name: string, taken: Iterable<string>, maxLength: number): string {
  const used = new Set(taken);
  const base = name.replace(/ \(copy(?: \d+)?\)$/, '');
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? ' (copy)' : ` (copy ${String(number)})`;
    const copy = base.slice(0, maxLength - suffix.length).trimEnd() + suffix;
    if (!used.has(copy)) return copy;
  }
}

function trimmed(slug: string, length: number): string {
  return slug.replace(/^-+/, '').slice(0, length).replace(/-+$/, '');
}

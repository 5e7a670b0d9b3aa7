/** Deepest nesting of lists and maps; a scenario needs five. */
const MAX_DEPTH = 32;

/** Most values in one document; a scenario of 500 lines with 12 wordings each has about 8,000. */
const MAX_VALUES = 50_000;

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

interface Visit {
  value: unknown;
  path: string;
  depth: number;
}

function childrenOf({ value, path, depth }: Visit): Visit[] {
  const entries: [string, unknown][] = Object.entries(value as object);
  const stem = path === '' ? '' : `${path}.`;
  return entries.map(([key, child]) => ({ value: child, path: stem + key, depth: depth + 1 }));
}

function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function refusalOf({ value, path, depth }: Visit): string | null {
  const key = path.slice(path.lastIndexOf('.') + 1);
  const where = path === '' ? 'the document' : path.slice(0, 200);
  if (depth > MAX_DEPTH) return `${where}: nested more than ${MAX_DEPTH} deep`;
  if (FORBIDDEN_KEYS.has(key)) return `${where}: a key must not be “${key}”`;
  if (value === null || ['string', 'boolean', 'number'].includes(typeof value)) return null;
  const plain = typeof value === 'object' && isPlain(value);
  return plain ? null : `${where}: only text, numbers, true, false, lists and maps are possible`;
}

/** Why `root` is not plain data of a sane size and depth; null if it is. Never recurses. */
export function plainDataRefusal(root: unknown): string | null {
  const waiting: Visit[] = [{ value: root, path: '', depth: 0 }];
  let values = 0;
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const refusal = refusalOf(visit);
    if (refusal !== null) return refusal;
    values += 1;
    if (values > MAX_VALUES) return `the document: more than ${MAX_VALUES} values`;
    if (typeof visit.value === 'object' && visit.value !== null) waiting.push(...childrenOf(visit));
  }
  return null;
}

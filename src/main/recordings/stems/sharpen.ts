import { fit, grid, type Grain, type LagOptions } from './fit.ts';
import { msToSamples, withoutStrays, type Lag } from './lag.ts';

/** Short enough to tell words apart. */
const CLOSE: Grain = { window: msToSamples(100), search: msToSamples(50), least: 0.85 };
/** Where a sound is not at its place it may be far away; then a likeness has to be close. */
const LOST: Grain = { ...CLOSE, search: msToSamples(500), least: 0.9 };
const HOP = msToSamples(40);
/** Lags that differ by less are one and the same. */
const SAME = msToSamples(0.3);
/** A window that fits less well than this may hold a jump. */
const GOOD = 0.85;
/** No two windows that follow each other are further apart, unless one is lost between them. */
const FAR = msToSamples(300);

/** A part of the stem whose place is open, between two that are known; at the ends only one is. */
interface Open {
  from: number;
  to: number;
  before: Lag | undefined;
  after: Lag | undefined;
}

/**
 * Looks again, more closely, where the place of the stem is not yet known to the word: at both ends of the
 * turn, and around every jump.
 */
export async function sharpen(lags: readonly Lag[], options: LagOptions): Promise<Lag[]> {
  const sharp = [...lags];
  for (const open of openParts(lags, options)) sharp.push(...(await look(open, options)));
  return withoutStrays(sharp.toSorted((one, other) => one.at - other.at));
}

function openParts(lags: readonly Lag[], { onset, length }: LagOptions): Open[] {
  const [first, last] = [lags[0], lags.at(-1)];
  if (!first || !last) return [];
  const between = lags.slice(1).flatMap((after, index): Open[] => {
    const before = lags[index]!;
    return isOpen(before, after) ? [{ from: before.at, to: after.at, before, after }] : [];
  });
  return [
    { from: onset, to: first.at, before: undefined, after: first },
    ...between,
    { from: last.at, to: length, before: last, after: undefined },
  ];
}

function isOpen(one: Lag, next: Lag): boolean {
  const differ = Math.abs(one.offset - next.offset) > SAME;
  return differ || next.at - one.at > FAR || Math.min(one.coefficient, next.coefficient) < GOOD;
}

async function look(open: Open, options: LagOptions): Promise<Lag[]> {
  const { from, to, before, after } = open;
  const lags: Lag[] = [];
  const isLost = !before || !after || to - from > FAR;
  for (let at = from; at + CLOSE.window / 2 < to; at += HOP) {
    const found =
      (await bestOf(options, at, open, CLOSE)) ??
      (isLost ? await bestOf(options, at, open, LOST) : undefined);
    if (found && isInOrder(found, open)) lags.push(found);
  }
  return lags;
}

/** Whatever the network does, it never changes the order of sounds. */
function isInOrder(lag: Lag, { before, after }: Open): boolean {
  const place = lag.at + lag.offset;
  const isAfter = !before || place >= before.at + before.offset;
  return isAfter && (!after || place <= after.at + after.offset);
}

/** The better of what is found around the place before and around the place after. */
async function bestOf(
  options: LagOptions,
  at: number,
  { before, after }: Open,
  grain: Grain,
): Promise<Lag | undefined> {
  const window = Math.min(grain.window, grid(options.length));
  const offsets = [before, after].flatMap((lag) => (lag ? [lag.offset] : []));
  const [one, other] = offsets;
  const isNear = other === undefined || Math.abs(one! - other) <= grain.search;
  let best: Lag | undefined;
  for (const expected of isNear ? [offsets] : offsets.map((offset) => [offset])) {
    const found = await fit(options, grid(at), expected, { ...grain, window });
    if (found && found.coefficient > (best?.coefficient ?? 0)) best = found;
  }
  return best;
}

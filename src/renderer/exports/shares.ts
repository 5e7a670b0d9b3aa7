/** The parts of a dataset, in the order in which they are shown. */
export const PARTS = ['train', 'valid', 'test'] as const;
export type Part = (typeof PARTS)[number];

/** Whole percent of the conversations; they always add up to 100. */
export type Shares = Readonly<Record<Part, number>>;

const WHOLE = 100;

export const USUAL_SHARES: Shares = { train: 80, valid: 10, test: 10 };

/** With another share for one part. The others give or take what that needs, in proportion to what they have. */
export function withShare(shares: Shares, part: Part, value: number): Shares {
  const own = clamp(Math.round(value));
  const [one, other] = PARTS.filter((each) => each !== part) as [Part, Part];
  const had = shares[one] + shares[other];
  const left = WHOLE - own;
  // Of nothing nobody has a proportion: then the first of them takes it all.
  const first = had === 0 ? left : Math.round((left * shares[one]) / had);
  return { ...shares, [part]: own, [one]: first, [other]: left - first };
}

/** From the two borders between the parts, percent from the left, in any order. */
export function sharesOfBorders(one: number, other: number): Shares {
  const [first, second] = [clamp(Math.min(one, other)), clamp(Math.max(one, other))];
  return { train: first, valid: second - first, test: WHOLE - second };
}

/** The borders between the parts, percent from the left. */
export function bordersOf({ train, valid }: Shares): [number, number] {
  return [train, train + valid];
}

/** Whether these are shares at all: whole, none below zero, 100 together. */
export function areShares(shares: Shares): boolean {
  const values = PARTS.map((part) => shares[part]);
  const sum = values.reduce((total, value) => total + value, 0);
  return sum === WHOLE && values.every((value) => Number.isInteger(value) && value >= 0);
}

/** As the contract has them: 0 to 1. */
export function asFractions({ train, valid, test }: Shares): Record<Part, number> {
  return { train: train / WHOLE, valid: valid / WHOLE, test: test / WHOLE };
}

function clamp(value: number): number {
  return Math.min(Math.max(value, 0), WHOLE);
}

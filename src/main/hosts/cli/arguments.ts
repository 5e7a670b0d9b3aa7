import { InvalidArgumentError } from 'commander';

/** An argument that must be a whole number in a range. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/u.test(text) && value >= min && value <= max) return value;
    const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`;
    throw new InvalidArgumentError(`It must be a whole number ${range}.`);
  };
}

/** An argument in US dollars: more than 0. */
export function dollars(text: string): number {
  const value = Number(text.replace(/^\$/u, ''));
  if (/^\$?\d*\.?\d+$/u.test(text) && value > 0 && value <= 100_000) return value;
  throw new InvalidArgumentError('It must be an amount in US dollars above 0, such as 0.50.');
}

/** An argument in minutes: more than 0, at most 240. */
export function minutes(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/u.test(text) && value > 0 && value <= 240) return value;
  throw new InvalidArgumentError('It must be a number of minutes above 0 and up to 240.');
}

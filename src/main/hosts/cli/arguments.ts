import { InvalidArgumentError } from 'commander';
import { baseUrlSchema } from '../../../contract/provider.ts';

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

/** An argument that names something. @param most characters */
export function nameOf(what: string, most = 200): (text: string) => string {
  return (text) => {
    const name = text.trim();
    if (name !== '' && name.length <= most) return name;
    const length = Number.isFinite(most) ? `, in at most ${most} characters` : '';
    throw new InvalidArgumentError(`It must name ${what}${length}.`);
  };
}

/** An argument that is the address of a server of models. */
export function serverAddress(text: string): string {
  const { data } = baseUrlSchema.safeParse(text.trim());
  if (data !== undefined) return data;
  throw new InvalidArgumentError(
    'It must be an address such as http://localhost:11434/v1, without a name or password.',
  );
}

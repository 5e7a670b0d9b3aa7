import type { z } from 'zod';

/** What is wrong with a field, for somebody who never heard of schemas. Undefined: zod's own words. */
export const plainMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive ?? true);
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_type':
      return wrongType(issue.expected);
    case 'invalid_format':
      return issue.format === 'url'
        ? 'That is not an address. It has to begin like https://'
        : undefined;
    default:
      return undefined;
  }
};

function wrongType(expected: string): string {
  if (expected === 'int') return 'Write a whole number.';
  return expected === 'number' ? 'Write a number.' : 'Something has to stand here.';
}

function tooSmall(origin: string, minimum: number, inclusive: boolean): string {
  if (origin === 'string') {
    return minimum === 1 ? "This can't be empty." : `At least ${String(minimum)} characters.`;
  }
  if (origin === 'array') return `At least ${counted(minimum, 'entry', 'entries')}.`;
  return inclusive ? `At least ${String(minimum)}.` : `More than ${String(minimum)}.`;
}

function tooBig(origin: string, maximum: number): string {
  const most = maximum.toLocaleString('en');
  if (origin === 'string') return `Too long: at most ${most} characters.`;
  if (origin === 'array') return `Too many: at most ${most}.`;
  return `At most ${most}.`;
}

function counted(count: number, one: string, many: string): string {
  return count === 1 ? `one ${one}` : `${String(count)} ${many}`;
}

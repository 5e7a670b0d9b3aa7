import type { z } from 'zod';

/** The first thing that is wrong, with the label of its field: "Name: This can't be empty." */
export function problemText(
  error: z.core.$ZodError,
  labels: Readonly<Record<string, string>>,
): string {
  const issue = error.issues[0];
  if (!issue) return 'Something is not filled in yet.';
  const label = labels[String(issue.path[0] ?? '')];
  return label ? `${label}: ${issue.message}` : issue.message;
}

/** Whether two documents say the same; a value that is undefined counts as missing. */
export function sameDocument(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}

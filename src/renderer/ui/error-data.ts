import type { ErrorData } from '../../contract/errors.ts';

/**
 * Anything thrown, as the sentence, remedy and facts to show. What came over the wire has `data` or is
 * ErrorData itself; all else counts as internal. (The contract's `toErrorData` would bring zod along.)
 */
export function asErrorData(thrown: unknown): ErrorData {
  if (isErrorData(thrown)) return thrown;
  if (thrown instanceof Error) {
    const data = (thrown as { data?: unknown }).data;
    if (isErrorData(data)) return data;
    return { code: 'internal', message: thrown.message || thrown.name };
  }
  return { code: 'internal', message: String(thrown) };
}

function isErrorData(value: unknown): value is ErrorData {
  if (typeof value !== 'object' || value === null || value instanceof Error) return false;
  const { code, message } = value as Partial<ErrorData>;
  return typeof code === 'string' && typeof message === 'string';
}

/** The error as text for a bug report: code, message, remedy and facts. */
export function errorReport(data: ErrorData): string {
  const facts = data.details ? `\n${JSON.stringify(data.details, null, 2)}` : '';
  return `${data.code}: ${data.message}${data.remedy ? `\n${data.remedy}` : ''}${facts}`;
}

import { APIError } from 'openai';

/** Whether a server has too much to do right now, as against an account that is used up. */
export function isBusy(thrown: unknown): boolean {
  if (!(thrown instanceof APIError) || thrown.status !== 429) return false;
  return thrown.code !== 'insufficient_quota' && !/quota|billing/i.test(thrown.message);
}

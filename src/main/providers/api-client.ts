import { OpenAI } from 'openai';
import { OPENAI_BASE_URL } from '../../contract/provider.ts';
import { straightFetch } from './straight-fetch.ts';

export interface ClientOptions {
  /** With `/v1`. Without it: OpenAI's own. */
  baseUrl?: string | undefined;
  /** Servers without keys want the header, not its value. */
  apiKey: string | undefined;
  headers?: Record<string, string> | undefined;
  timeoutMs: number;
  /** Default: none. */
  retries?: number;
}

/** A client that takes nothing from the environment by itself, and goes nowhere but to its address. */
export function apiClient(options: ClientOptions): OpenAI {
  const { baseUrl, apiKey, headers = {}, timeoutMs, retries = 0 } = options;
  return new OpenAI({
    baseURL: baseUrl ?? OPENAI_BASE_URL,
    apiKey: apiKey ?? 'none',
    organization: null,
    project: null,
    maxRetries: retries,
    timeout: timeoutMs,
    defaultHeaders: headers,
    // It would write down answers that it can't read.
    logLevel: 'off',
    fetch: straightFetch,
  });
}

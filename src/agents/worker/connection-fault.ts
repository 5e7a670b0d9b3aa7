import type { ErrorData } from '../../contract/errors.ts';

/** The LiveKit server does not accept key and secret. */
export function unauthorized(url: string): ErrorData {
  return {
    code: 'livekit-unauthorized',
    message: `LiveKit at ${url} refused the API key or secret.`,
    remedy: 'Check LIVEKIT_API_KEY and LIVEKIT_API_SECRET, and this computer’s clock.',
    details: { url },
  };
}

/** The LiveKit server can't be reached, or the connection to it broke. */
export function connectionFault(url: string, error?: Error): ErrorData {
  return {
    code: 'livekit-unreachable',
    message: `LiveKit at ${url} can't be reached${error ? `: ${error.message}` : ''}.`,
    remedy: 'Check that the server is running and the URL is right.',
    details: { url },
  };
}

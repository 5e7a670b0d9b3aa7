import type { ErrorData } from '../../contract/errors.ts';

/** The LiveKit server does not accept key and secret. */
export function unauthorized(url: string): ErrorData {
  return {
    code: 'livekit-unauthorized',
    message: `LiveKit at ${url} refused the API key or secret.`,
    remedy:
      'Check the API key and secret, this computer’s clock, and that the key may register agents.',
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

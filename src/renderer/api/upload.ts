import { StudioError, type ErrorData } from '../../contract/errors.ts';

export interface Upload {
  file: Blob;
  /** Its name, or its path in the folder that it came from. */
  name: string;
}

/**
 * Sends a file to the host, which keeps it until it is imported. Resolves with its id. Rejects with StudioError:
 * the host's own, `connection-lost`, or `cancelled`.
 *
 * @param onSent how many bytes are there, again and again
 */
export function upload(
  { file, name }: Upload,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const fail = (data: ErrorData) => reject(new StudioError(data));
  // Not `fetch`: it doesn't tell how much has been sent.
  const request = new XMLHttpRequest();
  request.open('POST', `/uploads?name=${encodeURIComponent(name)}`);
  request.responseType = 'json';
  request.upload.onprogress = (event) => onSent(event.loaded);
  request.onload = () => {
    const answer: unknown = request.response;
    const id = (answer as { id?: unknown } | null)?.id;
    if (request.status < 300 && typeof id === 'string') resolve(id);
    else fail(errorOf(answer) ?? { ...REFUSED, details: { status: request.status } });
  };
  request.onerror = () => fail(LOST);
  request.onabort = () => fail(CANCELLED);
  signal.addEventListener('abort', () => request.abort(), { once: true });
  if (signal.aborted) fail(CANCELLED);
  else request.send(file);
  return promise;
}

/** The host's own words: ErrorData, alone or as `error`. */
function errorOf(answer: unknown): ErrorData | undefined {
  const { error = answer } = (answer ?? {}) as { error?: unknown };
  const { code, message } = (error ?? {}) as Partial<ErrorData>;
  return typeof code === 'string' && typeof message === 'string' ? (error as ErrorData) : undefined;
}

const REFUSED: ErrorData = {
  code: 'invalid-input',
  message: 'Duologue did not take the file.',
  remedy: 'Import it by its path instead.',
};

const LOST: ErrorData = {
  code: 'connection-lost',
  message: 'The connection to Duologue was lost while the files were sent.',
  remedy: 'See whether it still runs, then try again.',
};

const CANCELLED: ErrorData = { code: 'cancelled', message: 'Called off.' };

import { StudioError } from '../../contract/errors.ts';

/** Characters; paths in deep folders are long. */
const MOST = 1000;

/**
 * The name of an upload as it is matched and shown: a relative path with `/`. It never becomes a path on disk.
 * @throws StudioError `invalid-input` for what is no name
 */
export function uploadName(given: string): string {
  const parts = given
    .normalize('NFC')
    .split(/[/\\]+/u)
    .filter((part) => part !== '' && part !== '.');
  const isName = parts.length > 0 && given.length <= MOST && !/\p{Cc}/u.test(given);
  if (isName && !parts.includes('..')) return parts.join('/');
  throw new StudioError({
    code: 'invalid-input',
    message: 'The file has no usable name.',
    remedy: 'Give it a plain one, and try again.',
  });
}

import { closeSync, fstatSync, openSync, readFileSync, constants } from 'node:fs';
import { StudioError } from '../../../contract/errors.ts';
import type { Persona } from '../../../contract/persona.ts';
import type { Scenario } from '../../../contract/scenario.ts';
import { MAX_BYTES, parsePersona, parseScenario, refusal } from './parse.ts';

/** Not to wait for a writer when the path is a named pipe. Windows knows neither. */
const NONBLOCK = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

function readBytes(path: string): Buffer {
  const file = openSync(path, constants.O_RDONLY | NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw refusal(path, 'it is not a file');
    if (stats.size > MAX_BYTES) throw refusal(path, 'it is larger than 1 MiB');
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function decode(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (thrown) {
    throw refusal(path, 'it is not UTF-8 text', { cause: thrown });
  }
}

/** The text of a document file. Throws `not-found` or `invalid-input`. */
export function readText(path: string): string {
  try {
    return decode(readBytes(path), path);
  } catch (thrown) {
    if (thrown instanceof StudioError) throw thrown;
    const { code = String(thrown) } = thrown as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw refusal(path, `it can't be read (${code})`, { cause: thrown });
    const data = { code: 'not-found' as const, message: `There is no file ${path}.` };
    throw new StudioError({ ...data, remedy: 'Check the path.' }, { cause: thrown });
  }
}

/** Rejects with `not-found`, or `invalid-input` with file, path and reason. */
export async function readPersona(path: string): Promise<Persona> {
  return parsePersona(readText(path), path);
}

/** Rejects with `not-found`, or `invalid-input` with file, path and reason. */
export async function readScenario(path: string): Promise<Scenario> {
  return parseScenario(readText(path), path);
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnv } from '../workers/child-env.ts';

const run = promisify(execFile);
const ANSWER_WITHIN_MS = 10_000;

export type VersionAnswer = { kind: 'version'; version: string } | { kind: 'fault'; why: string };

/** Asks an executable for its version (`livekit-server version 1.13.5`). Never rejects. */
export async function askVersion(file: string, signal?: AbortSignal): Promise<VersionAnswer> {
  try {
    // Any program on PATH may be asked: it gets no secret of the environment.
    const options = { timeout: ANSWER_WITHIN_MS, signal, env: childEnv() };
    const { stdout } = await run(file, ['--version'], options);
    const version = /^livekit-server version (\S+)/m.exec(stdout)?.[1];
    return version
      ? { kind: 'version', version }
      : { kind: 'fault', why: 'it does not say its version as livekit-server does' };
  } catch (error) {
    return { kind: 'fault', why: whyNot(error) };
  }
}

function whyNot(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'it may not be executed';
  if ('killed' in error && error.killed) return 'it does not answer to --version';
  return typeof code === 'number' ? `it exits with ${code} on --version` : error.message;
}

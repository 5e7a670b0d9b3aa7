import { randomUUID } from 'node:crypto';
import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorData } from '../../contract/errors.ts';
import { keyFor } from '../../contract/key-ring.ts';
import { keyRing } from '../providers/keys.ts';
import { endpointOf, type ProviderSources } from '../providers/sources.ts';
import type { Finding } from './check.ts';

/** Node 24 runs the sources and is what npm brings along; older ones lack what we use. */
const OLDEST_NODE = 24;
/** An hour of recording takes about 700 MB. */
const LOW_BYTES = 2 * 1024 ** 3;
const TOO_LOW_BYTES = 200 * 1024 ** 2;

export function nodeFinding(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= OLDEST_NODE) return { note: `Node ${version}` };
  return {
    verdict: 'fault',
    note: `Node ${version} is too old.`,
    remedy: 'Start Duologue by `npm start` or `npm run duologue`: they bring Node 24 along.',
  };
}

/** Writes a file, because only that proves that it can be done, and looks at the free space. */
export async function directoryFinding(directory: string): Promise<Finding> {
  const probe = join(directory, `.doctor-${randomUUID()}`);
  await writeFile(probe, 'probe');
  await rm(probe);
  const { bavail, bsize } = await statfs(directory);
  return spaceFinding(directory, bavail * bsize);
}

export function spaceFinding(directory: string, freeBytes: number): Finding {
  const note = `${directory}, ${(freeBytes / 1e9).toFixed(1)} GB free`;
  const remedy = 'Make room, or choose another data directory with --data-dir.';
  if (freeBytes < TOO_LOW_BYTES) return { verdict: 'fault', note, remedy };
  return freeBytes < LOW_BYTES ? { verdict: 'attention', note, remedy } : { note };
}

/** The modules with machine code that the host and its children need. */
export async function nativeFinding(): Promise<Finding> {
  const failed: string[] = [];
  for (const [name, load] of NATIVE) await load().catch(() => failed.push(name));
  if (failed.length === 0) return { note: `${NATIVE.map(([name]) => name).join(', ')} load` };
  return {
    verdict: 'fault',
    note: `${failed.join(', ')} could not be loaded.`,
    remedy: 'Delete node_modules and run `npm ci`; on Linux a glibc system is needed.',
  };
}

const NATIVE: readonly [name: string, load: () => Promise<unknown>][] = [
  ['better-sqlite3', () => import('better-sqlite3')],
  ['@livekit/rtc-node', () => import('@livekit/rtc-node')],
  ['@livekit/local-inference', () => import('@livekit/local-inference')],
];

/** Whether there is a key; never which. */
export function keyFinding(sources: ProviderSources): Finding {
  const keys = keyRing(sources);
  const { baseUrl } = endpointOf(sources, 'openai', 'llm');
  if (keys['openai']) {
    if (!baseUrl) return { note: 'a key for OpenAI is set' };
    const isForIt = URL.canParse(baseUrl) && keyFor({ provider: 'openai', baseUrl }, keys);
    return { note: `a key for OpenAI is set, ${isForIt ? '' : 'but none '}for ${baseUrl}` };
  }
  // Not a fault: whoever wants OpenAI is told before a run, and where to put the key.
  return { note: 'no key for OpenAI: conversations use the built-in rehearsal provider' };
}

/** Whether settings and keys could be read. */
export function settingsFinding(notices: readonly ErrorData[]): Finding {
  const [notice] = notices;
  if (!notice) return { note: 'settings and keys could be read' };
  const { message, remedy = 'Look at the settings.' } = notice;
  return { verdict: 'attention', note: message, remedy };
}

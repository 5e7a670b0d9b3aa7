import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ServerRelease } from './server-release.ts';
import { unpackServer } from './server-unpack.ts';

/** Text for a person and, where known, how far it is (0 to 1). */
export type OnProgress = (text: string, fraction?: number) => void;

/** No byte for this long ends a download. */
const STALL_MS = 20_000;

export interface DownloadOptions {
  release: ServerRelease;
  /** `<platform>-<arch>` as Node names them. */
  target: string;
  /** An existing folder for everything that is made on the way. */
  workshop: string;
  onProgress: OnProgress;
  signal?: AbortSignal | undefined;
}

/**
 * Fetches the release's executable and checks it against the release's checksums.
 * Resolves with its path in the workshop; rejects with an Error whose message says what went wrong.
 */
export async function downloadServer(options: DownloadOptions): Promise<string> {
  const { release, target, workshop, onProgress, signal } = options;
  const asset = release.assets[target];
  if (!asset) throw new Error(`there is no release for ${target}`);
  onProgress(`fetching ${asset}`);
  const wanted = checksumOf(
    await fetchText(`${release.baseUrl}/${release.checksums}`, signal),
    asset,
  );
  const archive = path.join(workshop, asset);
  const digest = await fetchFile(`${release.baseUrl}/${asset}`, archive, options);
  if (digest !== wanted) throw new Error(`${asset} does not match its checksum`);
  onProgress(`unpacking ${asset}`);
  return unpackServer(archive, workshop);
}

/** The SHA-256 that a checksums file (`<hex>  <name>` lines) gives for an asset. */
export function checksumOf(checksums: string, asset: string): string {
  for (const line of checksums.split('\n')) {
    const [digest, name] = line.trim().split(/\s+\*?/);
    if (name === asset && digest && /^[0-9a-f]{64}$/i.test(digest)) return digest.toLowerCase();
  }
  throw new Error(`the checksums of the release do not name ${asset}`);
}

async function fetchText(url: string, signal?: AbortSignal): Promise<string> {
  const stall = new StallGuard(signal);
  try {
    const response = await get(url, stall.signal);
    return await response.text();
  } catch (error) {
    throw failure(url, error);
  } finally {
    stall.stop();
  }
}

/** Resolves with the SHA-256 (hex) of what was written. */
async function fetchFile(
  url: string,
  file: string,
  { onProgress, signal }: DownloadOptions,
): Promise<string> {
  const stall = new StallGuard(signal);
  try {
    const response = await get(url, stall.signal);
    if (!response.body) throw new Error('an empty answer');
    const total = Number(response.headers.get('content-length')) || undefined;
    await pipeline(
      response.body,
      async function* (chunks: AsyncIterable<Uint8Array>) {
        let got = 0;
        for await (const chunk of chunks) {
          stall.restart();
          got += chunk.length;
          onProgress(`downloading ${megabytes(got, total)}`, total && got / total);
          yield chunk;
        }
      },
      createWriteStream(file),
    );
    return createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  } catch (error) {
    throw failure(url, error);
  } finally {
    stall.stop();
  }
}

async function get(url: string, signal: AbortSignal): Promise<Response> {
  requireSafe(url);
  const response = await fetch(url, { signal });
  requireSafe(response.url);
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response;
}

function requireSafe(url: string): void {
  const { protocol, hostname } = new URL(url);
  const isLoopback = protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (protocol !== 'https:' && !isLoopback) throw new Error(`${url} is not HTTPS`);
}

function failure(url: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${new URL(url).host}: ${why}`, { cause: error });
}

function megabytes(bytes: number, total: number | undefined): string {
  const mb = (n: number) => (n / 1e6).toFixed(1);
  return total ? `${mb(bytes)} of ${mb(total)} MB` : `${mb(bytes)} MB`;
}

/** Aborts when nothing has come for a while, or when the caller aborts. */
class StallGuard {
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.signal = AbortSignal.any([this.controller.signal, ...(signal ? [signal] : [])]);
    this.restart();
  }

  restart(): void {
    this.stop();
    const reason = new Error(`nothing came for ${STALL_MS / 1000} s`);
    this.timer = setTimeout(() => {
      this.controller.abort(reason);
    }, STALL_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

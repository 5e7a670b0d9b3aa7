import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { zipSync } from 'fflate';
import * as tar from 'tar';
import type { ServerRelease } from '../../../src/main/livekit/server-release.ts';

export const VERSION = '1.13.5';
export const TAR_ASSET = 'livekit_linux.tar.gz';
export const ZIP_ASSET = 'livekit_windows.zip';

/** A program (shell script) of that name. */
export async function fakeProgram(folder: string, name: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

export const saysVersion = (version: string) => `echo "livekit-server version ${version}"`;

type Answer = (response: ServerResponse) => void;

/** A release on loopback: a tar.gz for linux-x64, a zip for win32-x64, and their checksums. */
export class FakeRelease {
  /** Paths in the order in which they were asked for. */
  readonly requests: string[] = [];
  /** Answers by path; tests replace them. */
  readonly answers = new Map<string, Answer>();
  private readonly server = createServer((request, response) => {
    this.requests.push(request.url ?? '');
    (this.answers.get(request.url ?? '') ?? notFound)(response);
  });

  static async start(folder: string): Promise<FakeRelease> {
    const release = new FakeRelease();
    await new Promise<void>((resolve) => release.server.listen(0, '127.0.0.1', resolve));
    const assets = { [TAR_ASSET]: await tarball(folder), [ZIP_ASSET]: zipball() };
    const sums = Object.entries(assets).map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`);
    release.answers.set('/checksums.txt', (response) => response.end(sums.join('')));
    for (const [name, bytes] of Object.entries(assets)) {
      release.answers.set(`/${name}`, (response) => {
        response.setHeader('content-length', bytes.length);
        response.end(bytes);
      });
    }
    return release;
  }

  get table(): ServerRelease {
    const { port } = this.server.address() as AddressInfo;
    return {
      version: VERSION,
      baseUrl: `http://127.0.0.1:${port}`,
      checksums: 'checksums.txt',
      assets: { 'linux-x64': TAR_ASSET, 'win32-x64': ZIP_ASSET },
      goPackage: 'example.com/livekit/cmd/server',
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function notFound(response: ServerResponse): void {
  response.statusCode = 404;
  response.end();
}

async function tarball(folder: string): Promise<Buffer> {
  const inside = path.join(folder, 'tarball');
  await fakeProgram(inside, 'livekit-server', saysVersion(VERSION));
  await writeFile(path.join(inside, 'LICENSE'), 'licence');
  const file = path.join(folder, TAR_ASSET);
  await tar.create({ file, gzip: true, cwd: inside }, ['LICENSE', 'livekit-server']);
  return readFile(file);
}

function zipball(): Uint8Array {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return zipSync({
    LICENSE: bytes('licence'),
    'livekit-server.exe': bytes(`#!/bin/sh\n${saysVersion(VERSION)}\n`),
  });
}

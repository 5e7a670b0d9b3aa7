import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../entries.ts';

const releaseSchema = z.object({
  /** The pinned version, without `v`. */
  version: z.string(),
  /** Where the assets lie; `https:`, or `http:` on loopback for tests. */
  baseUrl: z.url(),
  /** Asset with one `<sha256>  <asset>` line per asset. */
  checksums: z.string(),
  /** Asset by `<process.platform>-<process.arch>`. There is none for macOS. */
  assets: z.record(z.string(), z.string()),
  /** What `go build` is asked for. */
  goPackage: z.string(),
});
export type ServerRelease = z.infer<typeof releaseSchema>;

/** Folder of the release table and of the pinned go.mod and go.sum. */
export function serverResources(): string {
  return path.join(packageRoot(), 'resources/livekit-server');
}

/** The pinned release. */
export function serverRelease(resources = serverResources()): ServerRelease {
  const file = path.join(resources, 'release.json');
  return releaseSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The executable's file name on this platform. */
export function serverFileName(platform: NodeJS.Platform = process.platform): string {
  return platform === 'win32' ? 'livekit-server.exe' : 'livekit-server';
}

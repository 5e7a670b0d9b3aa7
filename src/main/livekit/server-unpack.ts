import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unzipSync } from 'fflate';
import * as tar from 'tar';

const executables = ['livekit-server', 'livekit-server.exe'];
const isServer = (name: string) => executables.includes(name.replace(/^\.\//, ''));

/**
 * Takes the server's executable, and nothing else, out of a release archive (.tar.gz or .zip).
 * Resolves with its path in `folder`; rejects when the archive is broken or does not hold it.
 */
export async function unpackServer(archive: string, folder: string): Promise<string> {
  const name = archive.endsWith('.zip')
    ? await unpackZip(archive, folder)
    : await unpackTar(archive, folder);
  if (!name) throw new Error(`${path.basename(archive)} does not hold livekit-server`);
  return path.join(folder, name);
}

async function unpackTar(archive: string, folder: string): Promise<string | undefined> {
  let found: string | undefined;
  await tar.extract({
    file: archive,
    cwd: folder,
    strict: true,
    filter: (name, entry) => {
      const wanted = isServer(name) && 'type' in entry && entry.type === 'File';
      if (wanted) found = path.basename(name);
      return wanted;
    },
  });
  return found;
}

async function unpackZip(archive: string, folder: string): Promise<string | undefined> {
  const entries = unzipSync(await readFile(archive), { filter: ({ name }) => isServer(name) });
  for (const [name, bytes] of Object.entries(entries)) {
    await writeFile(path.join(folder, path.basename(name)), bytes);
    return path.basename(name);
  }
  return undefined;
}

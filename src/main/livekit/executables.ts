import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';

/** Executable files of that name in the folders of PATH, in order, with absolute paths. */
export async function executablesNamed(name: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const fileName = process.platform === 'win32' ? `${name}.exe` : name;
  const folders = pathFolders(env).filter((folder) => path.isAbsolute(folder));
  const files = [...new Set(folders.map((folder) => path.join(folder, fileName)))];
  const fits = await Promise.all(files.map(isExecutable));
  return files.filter((_, index) => fits[index]);
}

/** Windows may spell it `Path`. */
function pathFolders(env: NodeJS.ProcessEnv): string[] {
  const key = Object.keys(env).find((name) => name.toUpperCase() === 'PATH');
  return (key && env[key]?.split(path.delimiter)) || [];
}

async function isExecutable(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

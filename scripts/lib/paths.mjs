import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package root. (Not by `import.meta.dirname`, which the first releases of Node 20 lack.) */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Node 24, as the npm package `node` brings it. */
export const node24 = path.join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Everything that is built; not under version control. */
export const out = path.join(root, 'out');

/**
 * A built program of the host side.
 * @param {string} name
 */
export const program = (name) => path.join(out, 'main', `${name}.js`);

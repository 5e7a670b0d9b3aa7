import path from 'node:path';

/** The package root. */
export const root = path.resolve(import.meta.dirname, '../..');

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

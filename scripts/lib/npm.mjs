import { existsSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from './run.mjs';

/**
 * Runs npm without a shell: the npm that started this script, else the one beside this Node, else
 * the one on PATH.
 * @param {string[]} args
 * @param {Parameters<typeof runQuietly>[2]} [options]
 */
export function npm(args, options) {
  const cli = npmCli();
  return cli
    ? runQuietly(process.execPath, [cli, ...args], options)
    : runQuietly('npm', args, options);
}

function npmCli() {
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(path.dirname(process.execPath), 'node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
}

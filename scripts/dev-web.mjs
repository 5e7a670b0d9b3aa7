import { createServer as createTcpServer } from 'node:net';
import { once } from 'node:events';
import { createServer } from 'vite';
import config from '../electron.vite.config.ts';
import { node24, program } from './lib/paths.mjs';
import { runInForeground } from './lib/run.mjs';

/*
 * Run by dev.mjs, on Node 24 with the packages: vite's server, and `duologue serve` before it, which
 * passes the page's files on. So the page has the host's origin, as when it is built; only the socket of
 * the hot reload goes to vite itself.
 */

const host = '127.0.0.1';
const port = await freePort();
const vite = await createServer({
  ...config.renderer,
  configFile: false,
  server: { host, port, strictPort: true, hmr: { host, clientPort: port, protocol: 'ws' } },
});
await vite.listen();
const env = { ...process.env, ELECTRON_RENDERER_URL: `http://${host}:${port}` };
process.exitCode = await runInForeground(
  node24,
  [program('cli'), 'serve', ...process.argv.slice(2)],
  env,
);
await vite.close();

async function freePort() {
  const server = createTcpServer().listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

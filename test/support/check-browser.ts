import { launchBrowser } from './browser.ts';

/* Exits with 0 when a browser for the end-to-end tests can be started, else says why not. */

try {
  const browser = await launchBrowser();
  await browser.close();
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
}

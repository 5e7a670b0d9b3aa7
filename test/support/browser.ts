import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

/** Sound may start without a click, and nothing is fetched that the page did not ask for. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--autoplay-policy=no-user-gesture-required',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Starts a browser without a window: the one of CHROME_PATH, else the one that the npm registry brings
 * (Linux x64), else one that is installed. Whoever starts it closes it. Throws with what was tried.
 */
export async function launchBrowser(): Promise<Browser> {
  const failures: string[] = [];
  for (const [name, find] of candidates()) {
    try {
      return await chromium.launch({
        headless: true,
        args: ARGS,
        timeout: 60_000,
        ...(await find()),
      });
    } catch (thrown) {
      const [reason] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
      failures.push(`${name}: ${reason}`);
    }
  }
  throw new Error(`No browser could be started. ${failures.join(' · ')}`);
}

type Candidate = [name: string, find: () => LaunchOptions | Promise<LaunchOptions>];

function candidates(): Candidate[] {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) return [[`CHROME_PATH ${chosen}`, () => ({ executablePath: chosen })]];
  const packaged: Candidate[] =
    process.platform === 'linux' && process.arch === 'x64'
      ? [
          [
            '@sparticuz/chromium',
            async () => ({ executablePath: await sparticuz.executablePath() }),
          ],
        ]
      : [];
  return [
    ...packaged,
    ...installed().map((path): Candidate => [path, () => ({ executablePath: path })]),
    ['Google Chrome', () => ({ channel: 'chrome' })],
    ['Microsoft Edge', () => ({ channel: 'msedge' })],
  ];
}

function installed(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter(existsSync);
}

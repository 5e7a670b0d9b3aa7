/**
 * The built studio in a real browser that renders in software: what a person would notice, with 10,000
 * conversations and 100,000 turns in the library. Other work on the machine spoils the figures.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { fillLargeLibrary, type LargeLibraryOptions } from '../support/large-library.ts';
import { WebStudio } from '../support/web-studio.ts';
import { BenchPage } from './studio/bench-page.ts';
import { print, type Figure } from './studio/figures.ts';
import { libraryFigures } from './studio/library.ts';
import { liveFigures } from './studio/live.ts';
import { longConversationFigures } from './studio/long-conversation.ts';
import { startFigures } from './studio/start.ts';

type Part = (tab: BenchPage, origin: string) => Promise<Figure[]>;

const browser = await launchBrowser();
const scratch = await mkdtemp(path.join(tmpdir(), 'duologue-bench-'));
try {
  const large = filled('large', {});
  tell(await startFigures(browser, large));
  tell(await inStudio(browser, large, libraryFigures));
  const long = filled('long', { conversations: 1, turnsEach: 5000 });
  tell(await inStudio(browser, long, longConversationFigures));
  const empty = filled('empty', { conversations: 0 });
  tell(await inStudio(browser, empty, liveFigures));
} finally {
  await browser.close();
  await rm(scratch, { recursive: true, force: true });
}

function filled(name: string, options: LargeLibraryOptions): string {
  const directory = path.join(scratch, name);
  fillLargeLibrary(directory, options);
  process.stderr.write(`  library “${name}” filled\n`);
  return directory;
}

async function inStudio(browser: Browser, directory: string, part: Part): Promise<Figure[]> {
  const studio = await WebStudio.start({ directory });
  const tab = await BenchPage.open(browser);
  try {
    await tab.page.goto(studio.link);
    return await part(tab, studio.origin);
  } finally {
    await tab.close();
    await studio.stop();
  }
}

function tell(figures: readonly Figure[]): void {
  if (!print(figures)) process.exitCode = 1;
  const waiting = loadavg()[0] ?? 0;
  console.log(`  (${waiting.toFixed(1)} programs wanted the processors in the last minute)`);
}

import path from 'node:path';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { quantile, type Figure } from './figures.ts';

/** Two frames of a screen with 60 Hz, and what its clock is off. */
const SMOOTH_MS = 33.5;
const MB = 1024 * 1024;

interface Frames {
  /** Between two frames, ms. */
  deltas: number[];
  /** Frames that showed something blank. */
  blanks: number;
  /** Tasks of the page's thread that took more than 50 ms. */
  longTasks: number[];
}

interface Blank {
  /** An expression in the page. */
  test: string;
  judged?: { target: number };
}

/** A tab of the studio with the probe in it (page-probe.js). */
export class BenchPage {
  readonly page: Page;
  readonly #cdp: CDPSession;

  private constructor(page: Page, cdp: CDPSession) {
    this.page = page;
    this.#cdp = cdp;
  }

  /** A tab in a context of its own. */
  static async open(browser: Browser): Promise<BenchPage> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript({ path: path.join(import.meta.dirname, 'page-probe.js') });
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new BenchPage(page, cdp);
  }

  close(): Promise<void> {
    return this.page.context().close();
  }

  /**
   * What the tab does while `work` is done.
   * @param blank what in the page tells that a row is missing, and how many frames may show that, %
   */
  async frames(name: string, work: () => Promise<void>, blank?: Blank): Promise<Figure[]> {
    const busyBefore = await this.busyMs();
    await this.page.evaluate(`probe.startFrames(${blank?.test ?? ''})`);
    await work();
    const { deltas, blanks, longTasks } = await this.page.evaluate<Frames>('probe.stopFrames()');
    const busyMs = (await this.busyMs()) - busyBefore;
    const each: Figure[] = [
      { name: 'frame, 95 %', value: quantile(deltas, 0.95), unit: 'ms', target: SMOOTH_MS },
      { name: 'frame, longest', value: Math.max(...deltas), unit: 'ms' },
      { name: 'work of the page’s thread per frame', value: busyMs / deltas.length, unit: 'ms' },
      { name: 'tasks above 50 ms', value: longTasks.length, unit: '' },
    ];
    if (blank) {
      const value = (100 * blanks) / deltas.length;
      each.push({ name: 'frames with blank rows', value, unit: '%', ...blank.judged });
    }
    return each.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` }));
  }

  /**
   * Milliseconds from an event in the page to the picture in which `isThere` (an expression) holds.
   */
  async fromEvent(type: string, isThere: string, cause: () => Promise<unknown>): Promise<number> {
    // Not awaited yet: it resolves after the cause.
    await this.page.evaluate(`void (window.measured = probe.fromEvent('${type}', ${isThere}))`);
    await cause();
    return await this.page.evaluate<number>('window.measured');
  }

  /** Memory that the page's script holds after a garbage collection, MB. */
  async heap(): Promise<number> {
    await this.#cdp.send('HeapProfiler.enable');
    await this.#cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#cdp.send('Runtime.getHeapUsage');
    return usedSize / MB;
  }

  /** Processor time of the page's thread so far, ms. */
  async busyMs(): Promise<number> {
    const { metrics } = await this.#cdp.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  }
}

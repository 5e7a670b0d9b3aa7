import type { Page } from 'playwright-core';

/** A step of getting ready as it stood at some moment. */
export interface SeenStep {
  name: string;
  state: string;
  text: string;
}

/**
 * Notes every step of getting ready that the page shows from now on, in every state: on a quick machine
 * they are gone before a test could look.
 * @returns what was seen so far
 */
export async function watchSteps(page: Page): Promise<() => Promise<SeenStep[]>> {
  // As text: the code runs in the page, which has other globals than this program.
  await page.evaluate(`{
    const seen = new Map();
    window.seenSteps = () => [...seen.values()];
    new MutationObserver(() => {
      for (const { dataset, textContent } of document.querySelectorAll('[data-step]')) {
        const step = { name: dataset.step, state: dataset.state, text: textContent };
        seen.set(JSON.stringify(step), step);
      }
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  }`);
  return () => page.evaluate<SeenStep[]>('window.seenSteps()');
}

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../src/contract/conversation.ts';
import { launchBrowser } from '../support/browser.ts';
import { OpenStudio } from '../support/open-studio.ts';
import { hasSought, holdTiny, PATIENTLY, positionMs, runCommand } from '../support/studio-steps.ts';

/* The studio without a mouse. */

/** More stops than any page has before its first list. */
const MANY = 80;

let browser: Browser;
let open: OpenStudio;
let page: Page;
let conversation: Conversation;
beforeAll(async () => {
  browser = await launchBrowser();
  open = await OpenStudio.start(browser);
  page = open.page;
  conversation = await holdTiny(open.rpc);
}, 120_000);
afterAll(async () => {
  await open.close();
  await browser.close();
});

describe('Tab', () => {
  it('leads from the top of the page to Run', async () => {
    await open.goto('/');
    const run = page.getByRole('button', { name: 'Run', exact: true });
    await run.waitFor();
    const stops = await tabTo(run);
    expect(stops[0]).toContain('Skip to the page');
  });

  it('skips the sidebar when one wants: a few stops, and there is Run', async () => {
    await open.goto('/');
    const run = page.getByRole('button', { name: 'Run', exact: true });
    await run.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await tabTo(run)).toHaveLength(4);
  });

  it('begins in the page when one has come from another', async () => {
    await page.getByRole('link', { name: /^Personas/u }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Claire Dubois' }).focus();
    await page.keyboard.press('Enter');
    const back = page.getByRole('link', { name: 'All personas' });
    await back.waitFor();
    await focusIsOn(page.getByRole('main'));
    expect(await tabTo(back)).toHaveLength(1);
  });

  it('is caught on no page: it goes round, and every stop can be seen', async () => {
    const heading = (name: string) => page.getByRole('heading', { level: 2, name, exact: true });
    // What each is about: whatever comes while one goes round takes the focus along.
    const routes: [string, Locator][] = [
      ['/', page.getByRole('button', { name: 'Run', exact: true })],
      ['/live', page.getByText('Just ended')],
      ['/library', page.getByRole('gridcell').first()],
      [`/library/${conversation.id}`, page.getByRole('button', { name: 'Play', exact: true })],
      ['/personas', heading('Claire Dubois')],
      ['/scenarios', heading('Late parcel')],
    ];
    for (const [route, content] of routes) {
      await open.goto(route);
      await content.waitFor();
      await page.getByRole('navigation', { name: 'Pages' }).getByText('14').waitFor();
      const stops = await tabRound();
      expect(stops[0], route).toContain('Skip to the page');
      expect(new Set(stops).size, route).toBeGreaterThan(9);
    }
  });
});

describe('the palette', () => {
  it.each(['Live', 'Library', 'Personas', 'Scenarios', 'Settings', 'Run'])(
    'goes to %s',
    async (name) => {
      await runCommand(page, name, new RegExp(`^${name}`, 'u'));
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  );

  it('closes with Escape and gives the focus back', async () => {
    // Anew: the palette of the test before may still be giving the focus back itself.
    await open.goto('/');
    const button = page.getByRole('button', { name: 'Run', exact: true });
    await button.focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await focusIsOn(button);
  });
});

describe('keys for pages', () => {
  it('? shows them all', async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Go to Library').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  });

  it('g and a letter go there', async () => {
    // Both within the second that a sequence may take.
    await Promise.all([page.keyboard.press('g'), page.keyboard.press('p')]);
    await page.getByRole('heading', { level: 1, name: 'Personas' }).waitFor();
  });
});

describe('lists', () => {
  it('cards: arrows move, Enter opens, Delete deletes, Undo takes it back', async () => {
    await open.goto('/personas');
    const claire = page.getByRole('link', { name: 'Claire Dubois' });
    await claire.focus();
    await page.keyboard.press('ArrowRight');
    const daniel = page.getByRole('link', { name: 'Daniel Osei' });
    await focusIsOn(daniel);
    await page.keyboard.press('ArrowLeft');
    await focusIsOn(claire);
    await page.keyboard.press('Delete');
    await claire.waitFor({ state: 'hidden' });
    await focusIsOn(daniel);
    await undo();
    await claire.waitFor();
    await daniel.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Daniel Osei' }).waitFor();
  });

  it('the library: / searches, arrows move, Space selects, Delete deletes, Enter opens', async () => {
    await open.goto('/library');
    const row = page.getByRole('row').filter({ hasText: 'Tiny' });
    await row.waitFor();
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: 'Search what was said' });
    await focusIsOn(search);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Delete');
    await row.waitFor({ state: 'hidden' });
    await undo();
    await row.waitFor();
    await page.getByRole('grid', { name: 'Conversations' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Tiny' }).waitFor();
  });
});

describe('the player', () => {
  beforeAll(async () => {
    await open.goto(`/library/${conversation.id}`);
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });

  it('Space plays and pauses', async () => {
    await page.getByRole('main').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => positionMs(page), PATIENTLY).toBeGreaterThan(300);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });

  it('] and [ go to the next and the previous turn, arrows by seconds', async () => {
    const [first, second] = conversation.turns;
    const sliderAt = page.getByRole('slider', { name: 'Position in the conversation' });
    await sliderAt.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => positionMs(page), PATIENTLY).toBe(0);
    await press(']', first?.startMs);
    await press(']', second?.startMs);
    await press('[', first?.startMs);
    const from = await positionMs(page);
    await press('l', Math.min(from + 10_000, conversation.durationMs));
    await press('j', Math.max(0, (await positionMs(page)) - 10_000));
    await page.getByRole('main').focus();
    const here = await positionMs(page);
    await press('ArrowRight', Math.min(here + 5000, conversation.durationMs));
    await press('ArrowLeft', Math.max(0, (await positionMs(page)) - 5000));
  });

  it('the lanes are a slider that says where it is', async () => {
    const slider = page.getByRole('slider', { name: 'Position in the conversation' });
    await slider.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => positionMs(page), PATIENTLY).toBeCloseTo(1000, -1);
    await expect.poll(() => slider.getAttribute('aria-valuetext'), PATIENTLY).toContain('Sam Reed');
    await page.keyboard.press('+');
    await page.getByRole('button', { name: 'Show everything', disabled: false }).waitFor();
    await page.keyboard.press('0');
  });

  it('tabs: arrows move between them', async () => {
    await page.getByRole('tab', { name: 'Transcript' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('table', { name: 'Turns' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Metrics' }).waitFor();
  });
});

it('there was no error, and nothing that the policy refused', () => {
  expect(open.problems).toEqual([]);
});

function hasFocus(locator: Locator): Promise<boolean> {
  return locator.evaluate<boolean, { ownerDocument: { activeElement: unknown } }>((element) =>
    (element as never as { matches(s: string): boolean }).matches(':focus'),
  );
}

async function focusIsOn(locator: Locator): Promise<void> {
  await expect.poll(() => hasFocus(locator), PATIENTLY).toBe(true);
}

/** Presses a key; the player comes to that place, ms, and stays there. */
async function press(key: string, targetMs = Number.NaN): Promise<void> {
  await page.keyboard.press(key);
  await expect.poll(() => positionMs(page), PATIENTLY).toBeCloseTo(targetMs, -1);
  await hasSought(page);
}

async function undo(): Promise<void> {
  const button = page.getByRole('button', { name: 'Undo' });
  await button.waitFor();
  // Sonner's own key for its region.
  await page.keyboard.press('Alt+T');
  await tabTo(button);
  await page.keyboard.press('Enter');
}

/** Presses Tab until the element has the focus. @returns the stops on the way, each seen to be visible */
async function tabTo(target: Locator): Promise<string[]> {
  const stops: string[] = [];
  for (let count = 0; count < MANY; count += 1) {
    await page.keyboard.press('Tab');
    stops.push(await describeFocus());
    if (await hasFocus(target)) return stops;
  }
  throw new Error(`not reached: ${stops.join(' → ')}`);
}

/** Presses Tab until the focus has left the page, and round once more. @returns the stops of that round */
async function tabRound(): Promise<string[]> {
  const stops: string[] = [];
  for (let count = 0; count < 3 * MANY; count += 1) {
    await page.keyboard.press('Tab');
    stops.push(await describeFocus());
    const [left, again] = stops.flatMap((stop, index) => (stop === 'BODY' ? [index] : []));
    if (left !== undefined && again !== undefined) return stops.slice(left + 1, again);
  }
  throw new Error(`no end: ${stops.slice(-6).join(' → ')}`);
}

/** What has the focus. Throws when nobody could see that it has. */
async function describeFocus(): Promise<string> {
  const { name, seen } = await page.evaluate<{ name: string; seen: boolean }>(`(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: 'BODY', seen: true };
    const ring = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
    const { width, height } = element.getBoundingClientRect();
    const around = [element, element.parentElement, ...element.querySelectorAll('[role=row]')];
    const seen =
      width > 0 && height > 0 &&
      (around.some((each) => ring(getComputedStyle(each))) ||
        ring(getComputedStyle(element, '::after')) ||
        element.matches('input:not([type=checkbox]), textarea'));
    const name = element.getAttribute('aria-label') ?? element.textContent.trim();
    return { name: element.tagName + ' ' + name.slice(0, 60), seen };
  })()`);
  if (!seen) throw new Error(`the focus on "${name}" cannot be seen`);
  return name;
}

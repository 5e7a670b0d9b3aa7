import type { Destination } from './destinations.ts';
import { lazyPage, type LazyPage } from './lazy-page.tsx';

/** Every page; each is a chunk of its own. */
export const pages = {
  run: lazyPage(() => import('../pages/run/index.tsx')),
  live: lazyPage(() => import('../pages/live/index.tsx')),
  library: lazyPage(() => import('../pages/library/index.tsx')),
  conversation: lazyPage(() => import('../pages/conversation/index.tsx')),
  personas: lazyPage(() => import('../pages/personas/index.tsx')),
  scenarios: lazyPage(() => import('../pages/scenarios/index.tsx')),
  settings: lazyPage(() => import('../pages/settings/index.tsx')),
} satisfies Record<Destination['name'] | 'conversation', LazyPage>;

/** Brings a page's code before it is asked for: a pointer is above its link. */
export function preloadPage(name: keyof typeof pages): void {
  pages[name].preload();
}

/** Brings all pages' code, when the first one stands and nothing else is to be done. */
export function preloadAllPages(): void {
  for (const page of Object.values(pages)) page.preload();
}

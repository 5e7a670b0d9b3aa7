import { lazy, useState, type ComponentType } from 'react';

interface PageModule {
  default: ComponentType;
}

export interface LazyPage {
  /** Shows the page; suspends only when its code isn't here yet. */
  Page: ComponentType;
  /** Brings the code. */
  preload: () => void;
}

/**
 * A page whose code comes when it is wanted. Once it is here the page shows at once: React.lazy alone would
 * show the fallback for a moment each time, and keep it for 300 ms.
 */
export function lazyPage(load: () => Promise<PageModule>): LazyPage {
  let here: ComponentType | undefined;
  const bring = async () => {
    const module = await load();
    here = module.default;
    return module;
  };
  const Lazy = lazy(bring);
  return {
    Page() {
      // Fixed for as long as it is shown: another component would begin anew.
      const [{ Shown }] = useState(() => ({ Shown: here ?? Lazy }));
      return <Shown />;
    },
    // A failure shows, with a way on, when the page itself is wanted.
    preload: () => void bring().catch(() => undefined),
  };
}

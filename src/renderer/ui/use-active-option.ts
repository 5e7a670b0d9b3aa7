import { useEffect, type RefObject } from 'react';

/**
 * cmdk tells screen readers which option is lit by an id that it doesn't renew when options come and go
 * under it. This keeps the id right. Takes the element around input and list.
 */
export function useActiveOption(around: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = around.current;
    if (!root) return;
    const renew = () => {
      const id = root.querySelector('[cmdk-item][aria-selected="true"]')?.id;
      for (const element of root.querySelectorAll('[cmdk-input], [cmdk-list]')) {
        const known = element.getAttribute('aria-activedescendant') ?? undefined;
        if (known === id) continue;
        if (id === undefined) element.removeAttribute('aria-activedescendant');
        else element.setAttribute('aria-activedescendant', id);
      }
    };
    const observer = new MutationObserver(renew);
    const attributeFilter = ['aria-selected', 'aria-activedescendant'];
    observer.observe(root, { subtree: true, childList: true, attributeFilter });
    return () => observer.disconnect();
  }, [around]);
}

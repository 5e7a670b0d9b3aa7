import { useEffect } from 'react';

/*
 * Stands in for the package react-style-singleton (see scripts/csp-styles.mjs): the same exports, but the
 * styles are adopted by the document rather than put into a <style> element, which the page's content
 * policy refuses.
 */

interface Stylesheet {
  add: (css: string) => void;
  remove: () => void;
}

/** A stylesheet that is in effect while someone uses it. The first one's styles count. */
export function stylesheetSingleton(): Stylesheet {
  let users = 0;
  let sheet: CSSStyleSheet | undefined;
  return {
    add(css) {
      users += 1;
      if (sheet) return;
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
    },
    remove() {
      users -= 1;
      if (users > 0) return;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
      sheet = undefined;
    },
  };
}

/** A hook that keeps styles in effect while its caller is mounted. */
export function styleHookSingleton(): (styles: string, isDynamic?: boolean) => void {
  const sheet = stylesheetSingleton();
  return (styles, isDynamic = false) => {
    const version = isDynamic ? styles : '';
    useEffect(() => {
      sheet.add(styles);
      return () => sheet.remove();
      // Styles that aren't dynamic don't change.
    }, [version]);
  };
}

/** The hook as a component that renders nothing. */
export function styleSingleton() {
  const useStyle = styleHookSingleton();
  return function Sheet({ styles, dynamic = false }: { styles: string; dynamic?: boolean }) {
    useStyle(styles, dynamic);
    return null;
  };
}

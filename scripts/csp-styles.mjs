import path from 'node:path';

/**
 * The page's policy is `style-src 'self'`: no <style> element may be made by a script. Three libraries would
 * make one. Their styles come from our stylesheets instead, and the code that makes the element goes.
 */
const injected = [
  {
    // sonner: the same rules stand in sonner/dist/styles.css, which styles/index.css imports.
    file: /\/sonner\/dist\/index\.mjs$/,
    find: /^__insertCSS\(".*"\);$/m,
    put: '',
  },
  {
    // Radix Select: hides the scrollbar of its list. Ours is thin, and may be seen.
    file: /\/@radix-ui\/react-select\/dist\/index\.mjs$/,
    find: /\/\* @__PURE__ \*\/ jsx\(\s*"style",\s*\{\s*dangerouslySetInnerHTML:\s*\{[^}]*\}[^}]*\}[^}]*\},\s*nonce\s*\}\s*\),/,
    put: '',
  },
];

/**
 * A vite plugin that takes the <style> elements out of the libraries. Fails the build when a library has
 * changed so that it no longer knows where they are made.
 *
 * @param {string} root of the repository
 * @returns {import('vite').Plugin}
 */
export function cspStyles(root) {
  return {
    name: 'duologue:csp-styles',
    // Behind vite's own server the policy allows inline styles: vite makes them itself.
    apply: 'build',
    // The scroll lock of Radix's dialogs: its styles differ from case to case, so they are adopted
    // (CSSStyleSheet), which the policy allows.
    config: () => ({
      resolve: {
        alias: {
          'react-style-singleton': path.join(root, 'src/renderer/styles/style-singleton.ts'),
        },
      },
    }),
    transform(code, id) {
      const file = id.split('?')[0]?.replaceAll('\\', '/') ?? '';
      const rule = injected.find((each) => each.file.test(file));
      if (!rule) return undefined;
      if (!rule.find.test(code)) this.error(`${file} makes its styles in another way than before`);
      return { code: code.replace(rule.find, () => rule.put), map: null };
    },
  };
}

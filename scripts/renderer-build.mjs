/**
 * What the renderer's build needs beside its plugins. A plugin, because electron-vite sets its own base
 * (`./`), with which a page at /library/… would look for its files below /library.
 *
 * @returns {import('vite').Plugin}
 */
export function rendererBuild() {
  return {
    name: 'duologue:renderer-build',
    enforce: 'post',
    config(config) {
      // Both hosts give the page an origin of its own: files are found from its root.
      config.base = '/';
      config.build ??= {};
      // A data: URI in a style would be refused by the page's policy.
      config.build.assetsInlineLimit = 0;
      config.build.modulePreload = { polyfill: false };
    },
  };
}

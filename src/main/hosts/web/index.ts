export { canOpenBrowser, openBrowser } from './browser.ts';
export { startWebHost, type WebHost, type WebHostOptions } from './web-host.ts';

import type { WebContents } from 'electron';
import { isOwnPage, judgeLink, type LinkVerdict } from './links.ts';

export type GuardedContents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

export interface ContentsPorts {
  /** Opens an https address in the user's browser. */
  openExternal(url: string): void;
  /** Asks the user first. */
  askToOpen(url: string): void;
}

/** No navigation away, no new window, no webview: links out go through a check to the user's browser. */
export function guardContents(contents: GuardedContents, ports: ContentsPorts): void {
  contents.setWindowOpenHandler(({ url }) => {
    follow(judgeLink(url), url, ports);
    return { action: 'deny' };
  });
  const stay = (event: { preventDefault(): void }, url: string): void => {
    if (!isOwnPage(url)) event.preventDefault();
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => stay(event, event.url));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function follow(verdict: LinkVerdict, url: string, ports: ContentsPorts): void {
  if (verdict === 'open') ports.openExternal(url);
  if (verdict === 'ask') ports.askToOpen(url);
}

/** The page's own origin; only this scheme is served by us. */
export const PAGE_SCHEME = 'app';
export const PAGE_ORIGIN = `${PAGE_SCHEME}://studio`;

/** Whether a URL is one of the studio's own pages. */
export function isOwnPage(url: string): boolean {
  // `origin` of a scheme that Node does not know is "null": compared by parts.
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return protocol === `${PAGE_SCHEME}:` && host === 'studio';
}

/** What becomes of a link that leads out of the window. */
export type LinkVerdict = 'open' | 'ask' | 'refuse';

/** Where our own help and notices link to. */
const KNOWN_HOSTS = new Set(['docs.livekit.io', 'livekit.io', 'cloud.livekit.io', 'github.com']);

/** Only https leaves the window, and an address that isn't ours only after a question. */
export function judgeLink(url: string): LinkVerdict {
  if (!URL.canParse(url)) return 'refuse';
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '') return 'refuse';
  return KNOWN_HOSTS.has(hostname) ? 'open' : 'ask';
}

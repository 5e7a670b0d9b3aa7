import type { IncomingHttpHeaders } from 'node:http';
import { UPLOAD_PATH } from '../../upload.ts';

/** What is known of a request before anything is done for it. */
export interface Knock {
  method?: string | undefined;
  /** The request target as it came. */
  url?: string | undefined;
  headers: IncomingHttpHeaders;
  /** Names and values in turn. */
  rawHeaders: readonly string[];
}

export interface Refusal {
  status: 400 | 403 | 405 | 421;
  reason: string;
}

/** The names under which a browser on this machine reaches a port of loopback. */
export function hostsOf(port: number): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost'];
  return new Set(names.map((name) => (port === 80 ? name : `${name}:${port}`)));
}

/**
 * Whether a request comes from our own page or from nowhere (typed, opened by a program). Asked before
 * every route and upgrade. The Host check keeps out names that were pointed at loopback (DNS rebinding),
 * Origin and Sec-Fetch-Site keep out other pages of the same browser, those of other local ports included.
 */
export function refusalOf(knock: Knock, hosts: ReadonlySet<string>): Refusal | undefined {
  const { headers, method, url } = knock;
  const host = headers.host?.toLowerCase();
  if (host === undefined || countOf(knock, 'host') !== 1) {
    return { status: 400, reason: 'A request needs one Host header.' };
  }
  if (!hosts.has(host)) return { status: 421, reason: 'This server answers on loopback only.' };
  if (url === undefined || !/^\/(?!\/)/u.test(url)) {
    return { status: 400, reason: 'The request target must be a path.' };
  }
  const isUpgrade = headers.upgrade !== undefined;
  const isUpload = method === 'POST' && !isUpgrade && pathOf(url) === UPLOAD_PATH;
  if (!isOwnOrigin(headers.origin, host, isUpgrade || isUpload)) {
    return { status: 403, reason: 'Another site may not use this server.' };
  }
  if (!isOwnFetch(headers)) return { status: 403, reason: 'Another site may not load this.' };
  if (method !== 'GET' && method !== 'HEAD' && !isUpload) {
    return { status: 405, reason: 'Only GET and HEAD are answered here.' };
  }
  return undefined;
}

function pathOf(url: string): string | undefined {
  return url.split('?', 1)[0];
}

/** Browsers always name the origin of a WebSocket and of a POST; of a plain GET of the same origin they do not. */
function isOwnOrigin(origin: string | undefined, host: string, required: boolean): boolean {
  return origin === undefined ? !required : origin.toLowerCase() === `http://${host}`;
}

/** Another site may send a person here (a link), not load what is here. */
function isOwnFetch(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}

function countOf({ rawHeaders }: Knock, wanted: string): number {
  return rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === wanted).length;
}

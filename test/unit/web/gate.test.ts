import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebFixture } from './web-fixture.ts';

/* Faults 42 to 45 (Host, Origin, methods, tokens, traversal), byte by byte, on a real port. */

let web: WebFixture;
let cookie: string;
beforeAll(async () => {
  web = await WebFixture.open();
  cookie = `Cookie: ${await web.session()}`;
});
afterAll(() => web.close());

const host = () => `Host: 127.0.0.1:${web.host.port}`;
const close = 'Connection: close';
const ROUTES = [
  '/',
  '/open?token=x',
  '/rpc',
  '/library',
  '/media/c-1/audio',
  '/assets/app-1a2b.js',
];
const upgrade = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
];

describe('a Host that is not ours is refused on every route', () => {
  it.each(ROUTES)('%s', async (route) => {
    for (const name of ['evil.test', `evil.test:${web.host.port}`, '127.0.0.1', '127.0.0.1:1']) {
      const answer = await web.raw([`GET ${route} HTTP/1.1`, `Host: ${name}`, cookie, close]);
      expect(answer.status, name).toBe(421);
    }
    for (const line of [
      'Host: a b',
      'Host: [::',
      'Host: 127.0.0.1:99999',
      'Host:',
      'X-Host: none',
    ]) {
      const answer = await web.raw([`GET ${route} HTTP/1.1`, line, cookie, close]);
      expect([400, 421], line).toContain(answer.status);
    }
    const old = await web.raw([`GET ${route} HTTP/1.0`, cookie]);
    expect(old.status).toBe(400);
    const two = await web.raw([`GET ${route} HTTP/1.1`, host(), 'Host: evil.test', cookie, close]);
    expect(two.status).toBe(400);
    const outside = [`GET ${route} HTTP/1.1`, 'Host: evil.test', cookie, ...upgrade];
    expect((await web.raw(outside)).status).toBe(421);
  });

  it('also where the request target names another host', async () => {
    for (const target of ['http://evil.test/', '//evil.test/', '*', 'evil.test:80']) {
      const answer = await web.raw([`GET ${target} HTTP/1.1`, host(), cookie, close]);
      expect(answer.status, target).toBe(400);
    }
  });
});

describe('another site', () => {
  const origins = () => [
    'http://evil.test',
    'null',
    `https://127.0.0.1:${web.host.port}`,
    'http://127.0.0.1:1',
    'http://localhost',
    `http://127.0.0.1:${web.host.port}.evil.test`,
  ];

  it('is refused by its Origin, with a session or without', async () => {
    for (const origin of origins()) {
      for (const head of [[cookie], []]) {
        const lines = [host(), `Origin: ${origin}`, ...head];
        expect((await web.raw(['GET / HTTP/1.1', ...lines, close])).status, origin).toBe(403);
        const socket = await web.raw(['GET /rpc HTTP/1.1', ...lines, ...upgrade]);
        expect(socket.status, origin).toBe(403);
      }
    }
  });

  it('may not load what is here, only lead a person here', async () => {
    const site = (value: string, ...more: string[]) =>
      web.raw(['GET / HTTP/1.1', host(), cookie, `Sec-Fetch-Site: ${value}`, ...more, close]);
    expect((await site('cross-site', 'Sec-Fetch-Mode: no-cors')).status).toBe(403);
    expect((await site('same-site', 'Sec-Fetch-Mode: no-cors')).status).toBe(403);
    const link = ['Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: document'];
    expect((await site('cross-site', ...link)).status).toBe(200);
    const frame = ['Sec-Fetch-Mode: navigate', 'Sec-Fetch-Dest: iframe'];
    expect((await site('cross-site', ...frame)).status).toBe(403);
  });

  it('a WebSocket without any Origin is refused too', async () => {
    expect((await web.raw(['GET /rpc HTTP/1.1', host(), cookie, ...upgrade])).status).toBe(403);
  });
});

describe('without a session', () => {
  const strangers = ['', 'Cookie: duologue=x', 'Cookie: a=b; c'];

  it('nothing is given: 401 on every route', async () => {
    for (const route of ROUTES) {
      for (const head of strangers) {
        const lines = [`GET ${route} HTTP/1.1`, host(), ...(head ? [head] : []), close];
        expect((await web.raw(lines)).status, route).toBe(401);
      }
    }
    const wrong = `Cookie: duologue-${web.host.port}=${'A'.repeat(43)}`;
    expect((await web.raw(['GET / HTTP/1.1', host(), wrong, close])).status).toBe(401);
    const socket = [host(), wrong, `Origin: ${web.origin}`, ...upgrade];
    expect((await web.raw(['GET /rpc HTTP/1.1', ...socket])).status).toBe(401);
  });

  it('a token opens once, and not by looking ahead', async () => {
    const target = new URL(web.host.newLink());
    const open = (method: string, ...more: string[]) =>
      web.raw([`${method} ${target.pathname}${target.search} HTTP/1.1`, host(), ...more, close]);
    expect((await open('HEAD')).status).toBe(401);
    expect((await open('GET', 'Sec-Purpose: prefetch')).status).toBe(401);
    const first = await open('GET');
    expect(first.status).toBe(303);
    expect(first.text).toMatch(/location: \/\r/iu);
    expect(first.text).toMatch(
      /set-cookie: duologue-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict/iu,
    );
    expect(first.text).toMatch(/cache-control: no-store/iu);
    const second = await open('GET');
    expect(second.status).toBe(401);
    expect(second.text).not.toMatch(/set-cookie/iu);
    expect(second.text).toContain('Enter');
    // Who has a session already is simply let in, and the next link stays good.
    expect((await open('GET', cookie)).status).toBe(303);
  });
});

describe('other methods', () => {
  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])(
    '%s changes nothing: 405',
    async (method) => {
      const body = 'method=deletePersona&args=maya';
      const form = [
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${body.length}`,
        close,
      ];
      for (const route of ROUTES) {
        const answer = await web.raw(
          [`${method} ${route} HTTP/1.1`, host(), cookie, ...form],
          body,
        );
        expect(answer.status, route).toBe(405);
      }
      const foreign = [`${method} / HTTP/1.1`, host(), cookie, 'Origin: http://evil.test', ...form];
      expect((await web.raw(foreign, body)).status).toBe(403);
    },
  );

  it('and no GET reached a method of the studio that changes anything', () => {
    expect(new Set(web.studio.calls.map(({ method }) => method))).toEqual(new Set());
  });
});

describe('the page and nothing else is given', () => {
  const get = (path: string, ...more: string[]) =>
    web.raw([`GET ${path} HTTP/1.1`, host(), cookie, ...more, close]);

  it.each([
    '/..%2fsecret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/way-out.js',
    '/assets/%00.js',
    '/assets/',
    '/.git/config',
    '/C:/windows/win.ini',
    '/media/..%2f..%2fsecret.txt/audio',
    '/media/c-1/audio/../../../secret.txt',
    '/media/c-1',
  ])('%s: 404', async (path) => {
    const answer = await get(path, 'Accept: text/html');
    expect([400, 404]).toContain(answer.status);
    expect(answer.text).not.toContain('SECRET');
  });

  it('files, routes and the policy of every answer', async () => {
    const asset = await get('/assets/app-1a2b.js');
    expect(asset).toMatchObject({ status: 200, text: expect.stringMatching(/\r\n\r\napp$/u) });
    expect(asset.text).toMatch(/content-type: text\/javascript/iu);
    expect(asset.text).toMatch(/cache-control: private, max-age=31536000, immutable/iu);
    const route = await get('/library/c-1', 'Accept: text/html');
    expect(route).toMatchObject({ status: 200, text: expect.stringContaining('The page') });
    expect((await get('/library/c-1')).status).toBe(404);
    for (const { text } of [asset, route]) {
      expect(text).toMatch(/content-security-policy: default-src 'none'; script-src 'self';/iu);
      expect(text).toMatch(/x-content-type-options: nosniff/iu);
      expect(text).toMatch(/cross-origin-resource-policy: same-origin/iu);
    }
  });

  it('and it still works after all that', async () => {
    expect((await get('/')).status).toBe(200);
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Uploads } from '../../../src/main/imports/uploads.ts';
import { ManualClock } from '../conversations/manual-clock.ts';
import { WebFixture } from './web-fixture.ts';

/* The one route that takes a body, byte by byte, on a real port. */

const MOST = 64 * 1024;
let directory: string;
let uploads: Uploads;
let web: WebFixture;
let cookie: string;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-web-uploads-'));
  uploads = new Uploads({ directory, clock: new ManualClock(), mostBytes: MOST });
  web = await WebFixture.open({ takeUpload: (upload) => uploads.take(upload) });
  cookie = `Cookie: ${await web.session()}`;
});
afterEach(async () => {
  await uploads.clear();
  web.studio.calls.length = 0;
});
afterAll(async () => {
  await web.close();
  await uploads.close();
  rmSync(directory, { recursive: true, force: true });
});

const kept = (): string[] => {
  const folder = join(directory, 'uploads');
  return existsSync(folder) ? readdirSync(folder) : [];
};
const host = () => `Host: 127.0.0.1:${web.host.port}`;
const origin = () => `Origin: ${web.origin}`;
const close = 'Connection: close';
const BODY = 'RIFF and so on';

interface Sending {
  target?: string;
  method?: string;
  lines?: readonly string[];
  body?: string;
  length?: number;
}

function send(sending: Sending = {}) {
  const { target = '/uploads?name=x.wav', method = 'POST', body = BODY } = sending;
  const { lines = [host(), origin(), cookie], length = body.length } = sending;
  const head = [`${method} ${target} HTTP/1.1`, ...lines, `Content-Length: ${length}`, close];
  return web.raw(head, body);
}

const jsonOf = (text: string): unknown => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));

/** Nothing was asked of the studio, and nothing lies on disk. */
function expectNothing(): void {
  expect([web.studio.calls, kept()]).toEqual([[], []]);
}

describe('a page of ours', () => {
  it('sends a file, and gets the id under which it is kept', async () => {
    const name = encodeURIComponent('export/Überfall 2.wav');
    const { status, text } = await send({ target: `/uploads?name=${name}` });
    expect(status).toBe(201);
    const [id = ''] = kept();
    expect(text).toContain(`{"id":"${id}"}`);
    expect(text).toMatch(/cache-control: no-store/iu);
    expect(text).toMatch(/content-security-policy: default-src 'none'/iu);
    const [upload] = uploads.claim([id]);
    expect(upload).toMatchObject({ name: 'export/Überfall 2.wav', bytes: BODY.length });
    expect(readFileSync(upload?.path ?? '', 'utf8')).toBe(BODY);
  });

  it('may send it in chunks, and an empty one', async () => {
    const chunked = [host(), origin(), cookie, 'Transfer-Encoding: chunked', close];
    const answer = await web.raw(
      ['POST /uploads?name=x.wav HTTP/1.1', ...chunked],
      '4\r\nRIFF\r\n3\r\nand\r\n0\r\n\r\n',
    );
    expect([answer.status, uploads.claim(kept())[0]?.bytes]).toEqual([201, 7]);
    expect((await send({ body: '' })).status).toBe(201);
  });

  it.each([
    '/uploads',
    '/uploads?name=',
    '/uploads?name=..',
    '/uploads?name=..%2F..%2Fetc%2Fpasswd',
    '/uploads?name=a%00b',
    `/uploads?name=${'x'.repeat(2000)}`,
  ])('is told when the name is none: %s', async (target) => {
    const { status, text } = await send({ target });
    expect([status, kept()]).toEqual([400, []]);
    expect(jsonOf(text)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  it('is told when it is too much, by what is said and by what comes', async () => {
    const said = await send({ body: '', length: 5_000_000_000 });
    expect([said.status, kept()]).toEqual([413, []]);
    expect(web.studio.calls).toEqual([]);
    const came = await send({ body: 'x'.repeat(MOST + 1) });
    expect([came.status, kept()]).toEqual([413, []]);
    expect(jsonOf(came.text)).toMatchObject({ error: { code: 'invalid-input' } });
  });

  it('that goes away in the middle leaves nothing', async () => {
    const socket = connect(web.host.port, '127.0.0.1');
    const head = ['POST /uploads?name=x.wav HTTP/1.1', host(), origin(), cookie];
    socket.write([...head, 'Content-Length: 5000', '', 'RIFF'].join('\r\n'));
    await expect.poll(() => kept().length, { timeout: 20_000 }).toBe(1);
    socket.destroy();
    await expect.poll(kept, { timeout: 20_000 }).toEqual([]);
  });
});

describe('nobody else', () => {
  it('sends anything: other hosts, other sites, no origin at all', async () => {
    const foreign = [
      'http://evil.test',
      'null',
      `http://localhost:${web.host.port}`,
      `https://127.0.0.1:${web.host.port}`,
      'http://127.0.0.1:1',
    ];
    for (const name of foreign) {
      const { status } = await send({ lines: [host(), `Origin: ${name}`, cookie] });
      expect(status, name).toBe(403);
    }
    expect((await send({ lines: [host(), cookie] })).status).toBe(403);
    const two = [host(), origin(), 'Origin: http://evil.test', cookie];
    expect([400, 403]).toContain((await send({ lines: two })).status);
    expect((await send({ lines: ['Host: evil.test', origin(), cookie] })).status).toBe(421);
    for (const site of ['cross-site', 'same-site']) {
      const lines = [host(), origin(), cookie, `Sec-Fetch-Site: ${site}`];
      expect((await send({ lines })).status, site).toBe(403);
    }
    expectNothing();
  });

  it('without a session: 401, and the body is not kept', async () => {
    for (const lines of [
      [host(), origin()],
      [host(), origin(), `Cookie: duologue-${web.host.port}=${'A'.repeat(43)}`],
    ]) {
      expect((await send({ lines })).status).toBe(401);
    }
    expectNothing();
  });

  it('by another method: 405', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect((await send({ method })).status, method).toBe(405);
    }
    expect((await send({ method: 'GET', body: '' })).status).toBe(405);
    expectNothing();
  });

  it('to a path that only looks like it: 405', async () => {
    for (const target of [
      ...[
        '/uploads/',
        '/uploads/x',
        '/Uploads?name=x',
        '/x/../uploads?name=x',
        '/%75ploads?name=x',
      ],
      ...['/uploads%3Fname=x', '/rpc', '/open?name=x'],
    ]) {
      expect((await send({ target })).status, target).toBe(405);
    }
    expectNothing();
  });

  it('by two requests in one: a length and chunks together are refused', async () => {
    const both = [
      host(),
      origin(),
      cookie,
      'Content-Length: 4',
      'Transfer-Encoding: chunked',
      close,
    ];
    const answer = await web.raw(
      ['POST /uploads?name=x HTTP/1.1', ...both],
      '0\r\n\r\nGET / HTTP/1.1',
    );
    expect(answer.status).toBe(400);
    const lengths = [host(), origin(), cookie, 'Content-Length: 4', 'Content-Length: 9', close];
    expect((await web.raw(['POST /uploads?name=x HTTP/1.1', ...lengths], BODY)).status).toBe(400);
    expectNothing();
  });
});

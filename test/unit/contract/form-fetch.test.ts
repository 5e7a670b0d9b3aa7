import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formFetch } from '../../../src/contract/form-fetch.ts';

const got: { headers: IncomingMessage['headers']; body: Buffer }[] = [];
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    got.push({ headers: request.headers, body: Buffer.concat(parts) });
    response.end('heard');
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

it('a form arrives whole, in one piece of a known length, with the headers that were given', async () => {
  const sound = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
  const body = new FormData();
  body.set('model', 'ear');
  body.set('file', new Blob([sound], { type: 'audio/wav' }), 'turn.wav');
  const headers = { authorization: 'Bearer key' };
  const answer = await formFetch(url, { method: 'POST', headers, body });
  expect(await answer.text()).toBe('heard');
  const request = got.at(-1)!;
  expect(request.headers.authorization).toBe('Bearer key');
  expect(Number(request.headers['content-length'])).toBe(request.body.length);
  const boundary = /^multipart\/form-data; boundary=(.+)$/u.exec(
    String(request.headers['content-type']),
  )?.[1];
  const text = request.body.toString('latin1');
  expect(text).toContain(
    `--${boundary}\r\nContent-Disposition: form-data; name="model"\r\n\r\near`,
  );
  expect(text).toContain('filename="turn.wav"\r\nContent-Type: audio/wav');
  expect(request.body.includes(Buffer.from(sound))).toBe(true);
});

it('anything else is sent as it is, and what was taken back is refused', async () => {
  await formFetch(url, { method: 'POST', body: 'words' });
  expect(String(got.at(-1)?.body)).toBe('words');
  const signal = AbortSignal.abort(new Error('taken back'));
  const before = got.length;
  await expect(formFetch(url, { method: 'POST', body: new FormData(), signal })).rejects.toThrow(
    'taken back',
  );
  expect(got).toHaveLength(before);
});

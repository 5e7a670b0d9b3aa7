import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation } from '../../../src/contract/conversation.ts';
import { downloadName, mediaResponse } from '../../../src/main/media.ts';
import { NotedStudio } from './web-fixture.ts';

const BYTES = Buffer.from(Array.from({ length: 200_000 }, (_, at) => at % 251));
let directory: string;
let studio: NotedStudio;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'duologue-media-'));
  writeFileSync(join(directory, 'a.wav'), BYTES);
  writeFileSync(join(directory, 'empty.wav'), '');
  writeFileSync(join(directory, 'stems.wav'), BYTES.subarray(7));
  studio = new NotedStudio({ getConversation: async (id) => conversationOf(id) });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function conversationOf(id: string): Conversation {
  const file = { good: 'a.wav', empty: 'empty.wav', gone: 'gone.wav', folder: '.' }[id];
  const path = join(directory, file ?? '');
  const local = { kind: 'local', format: 'wav', path, sha256: 'abc' };
  const stems = { ...local, kind: 'stems', path: join(directory, 'stems.wav'), sha256: 'def' };
  const recordings = id === 'stems-only' ? [stems] : file === undefined ? [] : [stems, local];
  return {
    id,
    title: 'Ein Päckchen: "zu spät"',
    createdAt: '2026-11-23T09:00:00Z',
    recordings,
  } as unknown as Conversation;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const url = `http://127.0.0.1:4848/media/${path}`;
  return mediaResponse(studio.api, new Request(url, { headers, method }));
}

async function bytes(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

describe('a recording', () => {
  it('comes whole', async () => {
    const response = await get('good/audio');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': '200000',
      'accept-ranges': 'bytes',
      etag: '"abc"',
    });
    expect(response.headers.get('content-disposition')).toBeNull();
    expect((await bytes(response)).equals(BYTES)).toBe(true);
  });

  it('comes as clean stems when they are asked for', async () => {
    const response = await get('good/audio?kind=stems');
    expect(response.headers.get('etag')).toBe('"def"');
    expect((await bytes(response)).equals(BYTES.subarray(7))).toBe(true);
    expect((await get('stems-only/audio')).status).toBe(404);
    expect((await get('empty/audio?kind=../../etc/passwd')).headers.get('etag')).toBe('"abc"');
  });

  it.each([
    ['bytes=0-', 0, 199_999],
    ['bytes=0-0', 0, 0],
    ['bytes=100000-150000', 100_000, 150_000],
    ['bytes=199999-', 199_999, 199_999],
    ['bytes=-10', 199_990, 199_999],
    ['bytes=199990-900000', 199_990, 199_999],
  ])('comes in parts: %s', async (range, start, end) => {
    const response = await get('good/audio', { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/200000`);
    expect(response.headers.get('content-length')).toBe(String(end - start + 1));
    expect((await bytes(response)).equals(BYTES.subarray(start, end + 1))).toBe(true);
  });

  it('has no part behind its end: 416', async () => {
    for (const range of ['bytes=200000-', 'bytes=300000-400000']) {
      const response = await get('good/audio', { range });
      expect(response.status).toBe(416);
      expect(response.headers.get('content-range')).toBe('bytes */200000');
    }
  });

  it('comes whole for a range that is none, of several, or of an older file', async () => {
    for (const range of ['bytes=x', 'lines=1-2', 'bytes=0-1,5-6']) {
      expect((await get('good/audio', { range })).status).toBe(200);
    }
    const range = 'bytes=0-9';
    expect((await get('good/audio', { range, 'if-range': '"old"' })).status).toBe(200);
    expect((await get('good/audio', { range, 'if-range': '"abc"' })).status).toBe(206);
  });

  it('is not sent again to whoever has it, nor to HEAD', async () => {
    expect((await get('good/audio', { 'if-none-match': '"abc"' })).status).toBe(304);
    const head = await get('good/audio', {}, 'HEAD');
    expect(head).toMatchObject({ status: 200, body: null });
    expect(head.headers.get('content-length')).toBe('200000');
    expect(await bytes(await get('empty/audio'))).toHaveLength(0);
  });

  it('is a file to keep when asked for as such, with a harmless name', async () => {
    const response = await get('good/audio?download=1');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Ein P?ckchen zu sp?t 2026-11-23.wav"; filename*=UTF-8''Ein%20P%C3%A4ckchen%20zu%20sp%C3%A4t%202026-11-23.wav`,
    );
    await response.body?.cancel();
  });
});

it.each(['none', 'stems-only', 'gone', 'folder', '%E0%A4%A'])(
  'nothing to hear: %s is 404',
  async (id) => {
    expect((await get(`${id}/audio`)).status).toBe(404);
  },
);

it('other paths below /media are 404', async () => {
  for (const path of ['good', 'good/audio/', 'good/audio/x', 'good/a.wav', '/audio', '']) {
    expect((await get(path)).status).toBe(404);
  }
});

it.each([
  ['../../etc/passwd', 'etc passwd 2026-11-23.wav'],
  ['CON', 'CON 2026-11-23.wav'],
  ['\u0000\u202Egpj.exe', 'gpj exe 2026-11-23.wav'],
  ['…', 'Conversation 2026-11-23.wav'],
  ['x'.repeat(300), `${'x'.repeat(80)} 2026-11-23.wav`],
])('the name of a download: %j', (title, name) => {
  const createdAt = '2026-11-23T09:00:00Z';
  expect(downloadName({ title, createdAt }, { format: 'wav', kind: 'local' })).toBe(name);
  expect(downloadName({ title, createdAt }, { format: 'wav', kind: 'stems' })).toBe(
    name.replace('.wav', ' stems.wav'),
  );
});

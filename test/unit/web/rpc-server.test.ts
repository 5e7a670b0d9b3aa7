import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import { MAX_REQUEST_LENGTH } from '../../../src/contract/rpc.ts';
import type { StudioApi } from '../../../src/contract/studio-api.ts';
import { RpcServer, UNKNOWN_ID } from '../../../src/main/rpc-server.ts';
import { NotedStudio, silentLog } from './web-fixture.ts';

function serverOf(given: Partial<StudioApi> = {}) {
  const studio = new NotedStudio(given);
  return { studio, rpc: new RpcServer({ studio: studio.api, log: silentLog }) };
}

const refused = (id: number, code = 'invalid-input') => ({
  kind: 'reply',
  id,
  ok: false,
  error: { code },
});

describe('calls', () => {
  it('reach the studio with their arguments, and the result comes back', async () => {
    const { studio, rpc } = serverOf({ letFinish: () => Promise.resolve() });
    const reply = await rpc.answerText('{"id":7,"method":"letFinish","args":["c-1"]}');
    expect(JSON.parse(reply)).toEqual({ kind: 'reply', id: 7, ok: true });
    expect(studio.calls).toEqual([{ method: 'letFinish', args: ['c-1'] }]);
  });

  it('that the studio refuses come back as the error that it gave', async () => {
    const { rpc } = serverOf();
    const error = { code: 'not-found', message: 'There is no c-9.' } as const;
    const reply = await rpc.answer({ id: 1, method: 'getConversation', args: ['c-9'] });
    expect(reply).toEqual({ kind: 'reply', id: 1, ok: false, error });
  });

  it('that surprise us tell the log, and the page nothing of it', async () => {
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(line) });
    const studio = new NotedStudio({
      doctor: () => Promise.reject(new Error('ENOENT /home/maya/secret')),
    });
    const rpc = new RpcServer({ studio: studio.api, log });
    const reply = await rpc.answerText('{"id":3,"method":"doctor","args":[]}');
    expect(JSON.parse(reply)).toMatchObject(refused(3, 'internal'));
    expect(reply).not.toMatch(/maya|ENOENT|stack/u);
    expect(lines.join('')).toContain('/home/maya/secret');
  });
});

describe('what is no request is refused, and the studio never asked', () => {
  it.each<[string, unknown, number]>([
    ['another method', { id: 1, method: 'close', args: [] }, 1],
    ['a method of every object', { id: 1, method: 'constructor', args: [] }, 1],
    ['the prototype', { id: 1, method: '__proto__', args: [] }, 1],
    ['subscribing', { id: 1, method: 'subscribe', args: [] }, 1],
    ['more than an envelope', { id: 1, method: 'doctor', args: [], extra: 1 }, 1],
    ['arguments that are no list', { id: 2, method: 'doctor', args: { length: 0 } }, 2],
    ['too many arguments', { id: 2, method: 'doctor', args: [1, 2, 3, 4] }, 2],
    ['no id', { method: 'doctor', args: [] }, UNKNOWN_ID],
    ['a bad id', { id: -4, method: 'doctor', args: [] }, UNKNOWN_ID],
    ['nothing', undefined, UNKNOWN_ID],
  ])('%s', async (_what, message, id) => {
    const { studio, rpc } = serverOf();
    expect(await rpc.answer(message)).toMatchObject(refused(id));
    expect(studio.calls).toEqual([]);
  });

  it('text that is no JSON, or longer than a request may be', async () => {
    const { studio, rpc } = serverOf();
    const long = JSON.stringify({
      id: 1,
      method: 'doctor',
      args: ['x'.repeat(MAX_REQUEST_LENGTH)],
    });
    for (const text of ['', '{', 'null', '[]', '"x"', long]) {
      expect(JSON.parse(await rpc.answerText(text))).toMatchObject(refused(UNKNOWN_ID));
    }
    expect(studio.calls).toEqual([]);
  });

  it('anything at all', async () => {
    const { studio, rpc } = serverOf();
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (message) => {
        expect(await rpc.answer(message)).toMatchObject({ kind: 'reply', ok: false });
      }),
    );
    expect(studio.calls).toEqual([]);
  });
});

it('an error with a cause crosses as its data only', async () => {
  const data = { code: 'disk-full', message: 'The disk is full.', remedy: 'Make room.' } as const;
  const { rpc } = serverOf({
    emptyTrash: () => Promise.reject(new StudioError(data, { cause: new Error('inner') })),
  });
  const reply = await rpc.answer({ id: 0, method: 'emptyTrash', args: [] });
  expect(reply).toEqual({ kind: 'reply', id: 0, ok: false, error: data });
});

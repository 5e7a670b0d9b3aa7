import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import OpenAI, { toFile } from 'openai';
import { afterEach, expect, it } from 'vitest';
import { fromRehearsalSchema, type FromRehearsal } from '../../src/contract/rehearsal-messages.ts';

const program = path.join(import.meta.dirname, '../../src/rehearsal/main.ts');
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

function start(): ChildProcess {
  const child = fork(program, { serialization: 'advanced', silent: true, execArgv: [] });
  child.stdout!.resume();
  child.stderr!.resume();
  children.push(child);
  return child;
}

async function message(child: ChildProcess, kind: FromRehearsal['kind']): Promise<FromRehearsal> {
  for (;;) {
    const [raw] = (await once(child, 'message')) as [unknown];
    const parsed = fromRehearsalSchema.parse(raw);
    if (parsed.kind === kind) return parsed;
  }
}

async function readyPort(child: ChildProcess): Promise<number> {
  const ready = await message(child, 'ready');
  if (ready.kind !== 'ready' || ready.port === undefined) throw new Error('no port');
  return ready.port;
}

it('says ready with its port, beats, speaks and hears, and ends when asked', async () => {
  const child = start();
  const port = await readyPort(child);
  await message(child, 'heartbeat');
  const openai = new OpenAI({ baseURL: `http://127.0.0.1:${port}/v1`, apiKey: '-', maxRetries: 0 });
  const text = 'Thank you for calling. How can I help?';
  const speech = await openai.audio.speech.create({
    model: 'rehearsal-voice',
    voice: 'hazel',
    input: text,
    response_format: 'wav',
  });
  const file = await toFile(Buffer.from(await speech.arrayBuffer()), 'speech.wav');
  const heard = await openai.audio.transcriptions.create({ model: 'rehearsal-ear', file });
  expect(heard.text).toBe(text);
  const exit = once(child, 'exit');
  child.send({ kind: 'shutdown' });
  expect(await exit).toEqual([0, null]);
});

it('goes on after a message that it does not understand', async () => {
  const child = start();
  const port = await readyPort(child);
  child.send({ kind: 'nonsense' });
  child.send({ kind: 'close', conversationId: 'unknown' });
  await message(child, 'heartbeat');
  expect((await fetch(`http://127.0.0.1:${port}/v1/models`)).status).toBe(200);
});

it('ends when its host is gone', async () => {
  const child = start();
  await readyPort(child);
  const exit = once(child, 'exit');
  child.disconnect();
  expect(await exit).toEqual([0, null]);
});

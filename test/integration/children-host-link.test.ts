import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { fixture } from '../fixtures/children/support.ts';

let child: ChildProcess;
afterEach(() => void child.kill('SIGKILL'));

/** Resolves when the child says a message of that kind. It listens all the time: several may come at once. */
function said(kind: string): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message: { kind: string }) => {
      if (message.kind === kind) resolve();
    });
  });
}

async function startLinked(): Promise<void> {
  child = fork(fixture('fake-linked.ts'), [], { serialization: 'advanced' });
  await said('ready');
}

test('a child whose ending hangs ends by a deadline when its host is gone', async () => {
  await startLinked();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([1, null]);
});

test('so it does when it was ending already', async () => {
  await startLinked();
  child.send({ kind: 'shutdown' });
  await said('ending');
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([1, null]);
});

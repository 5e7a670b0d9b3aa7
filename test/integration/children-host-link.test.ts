import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { fixture } from '../fixtures/children/support.ts';

let child: ChildProcess;
afterEach(() => void child.kill('SIGKILL'));

/** Resolves when the child has said a message of that kind. */
async function said(kind: string): Promise<void> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [{ kind: string }];
    if (message.kind === kind) return;
  }
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

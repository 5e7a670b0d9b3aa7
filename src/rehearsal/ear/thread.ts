import { parentPort } from 'node:worker_threads';
import { learn, prepare } from './learned.ts';
import { listen } from './listen.ts';
import { Memory } from './memory.ts';
import type { FromEar, ToEar } from './messages.ts';
import { warmUp } from './warm-up.ts';

if (!parentPort) throw new Error('the ear runs in a worker thread');
const port = parentPort;
const post = (message: FromEar): void => port.postMessage(message);
const memory = new Memory();
warmUp();

port.on('message', (message: ToEar) => {
  const now = performance.now();
  switch (message.kind) {
    case 'learn': {
      const { speaker, pcm, sampleRate, words } = message;
      memory.add(speaker, learn(floats(pcm), sampleRate, words), now);
      return;
    }
    case 'listen':
      try {
        const heard = prepare(floats(message.pcm), message.sampleRate);
        const words = listen(heard, memory.audibleTo(message.listener, now));
        post({ kind: 'heard', id: message.id, words });
      } catch (thrown) {
        post({ kind: 'failed', id: message.id, message: String(thrown) });
      }
      return;
    case 'forget':
      memory.forget(message.conversationId);
  }
});

function floats(pcm: Int16Array): Float32Array {
  return Float32Array.from(pcm, (sample) => sample / 32_768);
}

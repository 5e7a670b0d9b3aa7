import { parentPort } from 'node:worker_threads';
import { loadEspeak } from '../voice/espeak.ts';
import type { FromAligner, ToAligner } from './messages.ts';
import { alignSound } from './sound-alignment.ts';
import { fits } from './sound-fit.ts';

if (!parentPort) throw new Error('alignment runs in a worker thread');
const port = parentPort;
const post = (message: FromAligner): void => port.postMessage(message);

// An espeak-ng of its own: the voice of a running conversation doesn't wait for this one.
const espeak = await loadEspeak();

port.on('message', ({ id, pcm, sampleRate, request }: ToAligner) => {
  try {
    const samples = Float32Array.from(pcm, (sample) => sample / 32_768);
    const found = alignSound(espeak, { ...request, samples, sampleRate });
    post({ kind: 'aligned', id, words: found && fits(found) ? [...found.words] : null });
  } catch (thrown) {
    post({
      kind: 'failed',
      id,
      message: thrown instanceof Error ? thrown.message : String(thrown),
    });
  }
});

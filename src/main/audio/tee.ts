import { PassThrough, type Readable } from 'node:stream';
import type { PcmStream } from './pcm.ts';
import { writeTo } from './write-to.ts';

/** A reader stopped before the end. Why, only that reader knows: this is never the cause. */
export class ReaderGone extends Error {}

/** So many pieces wait for a reader. */
const WAITING = 2;

/**
 * One stream for several readers: each gets every piece in its own form. The slowest sets the pace, so that
 * little is held in memory. A reader that won't read (on) destroys its stream: the others would wait for it.
 */
export function tee(
  pcm: PcmStream,
  forms: readonly ((pcm: Int16Array) => Int16Array)[],
): { streams: Readable[]; pumped: Promise<void> } {
  const outs = forms.map((form) => ({
    form,
    stream: new PassThrough({ objectMode: true, highWaterMark: WAITING }),
  }));
  // A reader that comes late finds the error in the stream; until then nobody listens.
  for (const { stream } of outs) stream.on('error', () => undefined);
  return { streams: outs.map(({ stream }) => stream), pumped: pump(pcm, outs) };
}

interface Out {
  form: (pcm: Int16Array) => Int16Array;
  stream: PassThrough;
}

async function pump(pcm: PcmStream, outs: readonly Out[]): Promise<void> {
  try {
    for await (const piece of pcm) {
      await Promise.all(outs.map(({ form, stream }) => write(stream, form(piece))));
    }
    for (const { stream } of outs) stream.end();
  } catch (thrown) {
    for (const { stream } of outs) stream.destroy(asError(thrown));
    throw thrown;
  }
}

async function write(stream: PassThrough, piece: Int16Array): Promise<void> {
  if (!(await writeTo(stream, piece))) throw new ReaderGone();
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

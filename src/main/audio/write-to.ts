import type { Writable } from 'node:stream';

/** Writes a piece and waits while the reader is behind; false when nobody reads any more. */
export async function writeTo(stream: Writable, piece: unknown): Promise<boolean> {
  if (stream.destroyed) return false;
  if (!stream.write(piece)) {
    await new Promise<void>((resolve) => {
      const settle = () => {
        stream.off('drain', settle).off('close', settle);
        resolve();
      };
      stream.on('drain', settle).on('close', settle);
    });
  }
  return !stream.destroyed;
}

import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';

/** A longer line is handed on in pieces, so that output without line ends can't fill the memory. */
export const MAX_LINE = 16 * 1024;

/** Calls back with every line of a stream, without its end; the last one even when it has no end. */
export function onLines(stream: Readable, callback: (line: string) => void): void {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) emit(line);
    while (rest.length >= MAX_LINE) {
      callback(rest.slice(0, MAX_LINE));
      rest = rest.slice(MAX_LINE);
    }
  };
  const emit = (line: string): void => {
    for (let at = 0; at < line.length; at += MAX_LINE) callback(line.slice(at, at + MAX_LINE));
  };
  stream.on('data', (chunk: Buffer) => take(decoder.write(chunk)));
  stream.on('end', () => {
    emit(rest + decoder.end());
    rest = '';
  });
  // A pipe that breaks says no more than that the process is gone, which its exit tells better.
  stream.on('error', () => undefined);
}

import path from 'node:path';
import { expect, it } from 'vitest';
import { decode } from '../../../src/main/audio/decode.ts';
import { interleaved, scratch, speechLike, writeWav } from './support.ts';

/** Programs that this process has started and that still run. */
function children(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
}

it('leaves no program behind when its reader stops, after the first piece as well', async () => {
  const file = writeWav(path.join(scratch(), 'long.wav'), interleaved(speechLike(48_000, 20)), 1);
  const before = children();
  const reading = decode(file, 48_000);
  const { value } = await reading.next();
  expect(value).toMatchObject({ channels: 1 });
  expect(children()).toBe(before + 1);
  await reading.return(undefined);
  await expect.poll(children).toBe(before);
});

import { readdirSync, truncateSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { audioOptionsSchema, type AudioOptions } from '../../../src/contract/export-api.ts';
import { writeConversationFiles } from '../../../src/main/exports/conversation-files.ts';
import { conversation, soundFile } from './samples.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duologue-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a recording that can not be read to its end', () => {
  it.each<Partial<AudioOptions>>([{}, { encoding: 'flac', layout: 'split' }])(
    'is what lacks of the conversation; its text is written: %j',
    async (audio) => {
      const kept = soundFile(join(folder, 'kept', 'conversation.wav'), { ms: 4000 });
      const directory = folder;
      const files = await writeConversationFiles(
        {
          ...{ conversation: conversation({ title: 'Parcel', recordings: [kept] }), clip: null },
          ...{ texts: ['txt'], audio: audioOptionsSchema.parse(audio), augment: null, directory },
          ...{ name: 'c', estimatedWords: false, assistant: 'b' },
        },
        spoiling(kept.path),
      );
      expect(files.audio).toBeNull();
      expect(files.files.map(({ name }) => name)).toEqual(['c.txt']);
      expect(files.shortfalls).toMatchObject([
        { kind: 'fault', error: { code: 'recorder-failed' } },
      ]);
      expect(files.shortfalls[0]?.error.message).toContain('“Parcel”');
      expect(readdirSync(directory).sort()).toEqual(['c.txt', 'kept']);
    },
  );

  /** Cuts the file off when its second piece is read, long after it was found to be whole. */
  function spoiling(path: string): AbortSignal {
    const { signal } = new AbortController();
    let asked = 0;
    vi.spyOn(signal, 'throwIfAborted').mockImplementation(() => {
      asked += 1;
      if (asked === 4) truncateSync(path, 48_000 * 4);
    });
    return signal;
  }
});

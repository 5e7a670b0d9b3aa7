import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Recording } from '../../contract/conversation.ts';
import type { RecordingsPort } from '../conversations/ports.ts';
import type { Log } from '../log.ts';
import { finaliseRecording, repairRecording, type RecordingFacts } from '../recordings/finalise.ts';
import { computeMetrics } from '../recordings/metrics.ts';
import type { AlignSound } from '../recordings/sound-words.ts';
import { removeStemParts } from '../recordings/stems/stem-parts.ts';
import { alignRun } from './align-run.ts';

/** Where a data directory keeps recordings: one folder for each conversation. Absolute. */
export function recordingsFolder(directory: string): string {
  return join(directory, 'recordings');
}

/**
 * The recordings of a data directory as runs use them.
 *
 * @param openAligner brings up what finds words in sound
 */
export function recordingsOf(
  directory: string,
  openAligner: () => Promise<AlignSound>,
  log: Log,
): RecordingsPort {
  const folderOf = (conversationId: string) => join(recordingsFolder(directory), conversationId);
  const stored = (kind: Recording['kind'], path: string, facts: RecordingFacts): Recording => ({
    ...facts,
    kind,
    path: relative(directory, path).split(sep).join('/'),
  });
  return {
    prepare: async (conversationId) => {
      const path = join(folderOf(conversationId), 'conversation.wav');
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return path;
    },
    discard: (conversationId) => rm(folderOf(conversationId), { recursive: true, force: true }),
    finalise: async ({ path, holes, activity, clock }) => {
      const facts = await finaliseRecording(path, { holes });
      return { recording: stored('local', path, facts), activity, clock };
    },
    repair: async (path, clock) => {
      const repaired = await repairRecording(path);
      if (!repaired) return undefined;
      const { facts, activity } = repaired;
      return { recording: stored('local', path, facts), activity, clock };
    },
    align: async (claims, audio, about) => {
      const path = join(directory, audio.recording.path);
      const { turns, stems } = await alignRun(claims, audio, { ...about, path, openAligner, log });
      return { turns, recordings: stems ? [stored('stems', stems.path, stems.facts)] : [] };
    },
    tidy: (conversationId) => removeStemParts(folderOf(conversationId)),
    metrics: (turns, { activity }, moments) => computeMetrics({ turns, activity, ...moments }),
  };
}

import { mkdir, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Recording } from '../../contract/conversation.ts';
import type { RecordingsPort } from '../conversations/ports.ts';
import { alignTurns } from '../recordings/align.ts';
import { finaliseRecording, repairRecording, type RecordingFacts } from '../recordings/finalise.ts';
import { computeMetrics } from '../recordings/metrics.ts';

/** The recordings of a data directory as runs use them. */
export function recordingsOf(directory: string): RecordingsPort {
  const local = (path: string, facts: RecordingFacts): Recording => ({
    ...facts,
    kind: 'local',
    path: relative(directory, path).split(sep).join('/'),
  });
  return {
    prepare: async (conversationId) => {
      const path = join(directory, 'recordings', conversationId, 'conversation.wav');
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return path;
    },
    discard: (conversationId) =>
      rm(join(directory, 'recordings', conversationId), { recursive: true, force: true }),
    finalise: async ({ path, holes, activity, clock }) => {
      const facts = await finaliseRecording(path, { holes });
      return { recording: local(path, facts), activity, clock };
    },
    repair: async (path, clock) => {
      const repaired = await repairRecording(path);
      if (!repaired) return undefined;
      const { facts, activity } = repaired;
      return { recording: local(path, facts), activity, clock };
    },
    align: (turns, { activity, clock, recording }) => alignTurns(turns, activity, clock, recording),
    metrics: (turns, { activity }, moments) => computeMetrics({ turns, activity, ...moments }),
  };
}

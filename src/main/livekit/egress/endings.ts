import type { ErrorData } from '../../../contract/errors.ts';

/* Ends of an egress that Duologue finds out by itself: LiveKit says nothing of them. */

export const ENDED_BEFORE: ErrorData = {
  code: 'livekit-failed',
  message: 'The conversation ended before egress was asked for.',
  remedy: 'A longer conversation is recorded. The local recording is not affected.',
};

export const LOST: ErrorData = {
  code: 'livekit-failed',
  message: 'LiveKit no longer knows of this egress.',
  remedy: 'Look into the storage, and into the log of the egress service, for what became of it.',
};

export const NOT_YET: ErrorData = {
  code: 'timeout',
  message: 'Ten minutes after the conversation LiveKit had not finished it.',
  remedy:
    'It is asked again at the next start of Duologue; the log of the egress service tells more.',
};

export const ENDED_WITH_US: ErrorData = {
  code: 'connection-lost',
  message: 'Duologue ended, and its LiveKit server with it, before this egress was over.',
  remedy: 'Look into the log of the egress service for what became of it.',
};

export const ANOTHER_LIVEKIT: ErrorData = {
  code: 'connection-lost',
  message: 'Duologue ended before this egress did, and another LiveKit is set by now.',
  remedy: 'Look into the storage: the file may be there all the same.',
};

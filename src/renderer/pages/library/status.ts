import type { ConversationStatus, EndReason } from '../../../contract/conversation.ts';

/** How a conversation stands, in a word and a tone. */
export interface StatusWords {
  label: string;
  tone: 'ok' | 'idle' | 'bad' | 'warn' | 'busy';
}

export const statusWords: Record<ConversationStatus, StatusWords> = {
  preparing: { label: 'Starting', tone: 'busy' },
  running: { label: 'Running', tone: 'busy' },
  finishing: { label: 'Finishing', tone: 'busy' },
  completed: { label: 'Completed', tone: 'ok' },
  stopped: { label: 'Stopped', tone: 'idle' },
  failed: { label: 'Failed', tone: 'bad' },
  interrupted: { label: 'Interrupted', tone: 'warn' },
};

/** Why it ended, as a person would say it. */
export const endWords: Record<EndReason, string> = {
  goodbye: 'They said goodbye.',
  'max-turns': 'It came to the largest number of turns.',
  'max-minutes': 'It came to the longest time.',
  silence: 'Nobody said anything any more.',
  budget: 'The next turn would have cost more than was allowed.',
  stopped: 'You stopped it.',
  fault: 'Something went wrong. What was spoken until then is kept.',
  'host-died': 'Duologue ended in the middle of it. What was spoken until then is kept.',
};

/** Whether it still goes on. */
export function isRunning(status: ConversationStatus): boolean {
  return status === 'preparing' || status === 'running' || status === 'finishing';
}

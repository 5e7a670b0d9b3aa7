import type { Conversation } from '../../../contract/conversation.ts';
import { plainLine } from './plain.ts';
import { clock, wholeMs } from './times.ts';

/** What a person reads first, in two lines: the title; when it was, how long, how it ended. */
export function conversationLines(conversation: Conversation): [title: string, facts: string] {
  const { title, createdAt, durationMs, status, endMessage } = conversation;
  const ending = endMessage === null ? status : `${status}: ${plainLine(endMessage)}`;
  const date = plainLine(createdAt).slice(0, 16).replace('T', ' ');
  return [
    plainLine(title) || 'Conversation',
    `${date} UTC, ${clock(wholeMs(durationMs))}, ${ending}`,
  ];
}

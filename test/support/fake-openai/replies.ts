import { END_CALL_TOOL } from '../../../src/contract/provider.ts';
import type { ChatBody, Reply } from './types.ts';

const SMALL_TALK = [
  'Hello there, thank you for calling today.',
  'Yes, I understand what you mean by that.',
  'Good, then let us do it like that tomorrow.',
  'Thank you very much for your help. Goodbye.',
];

/** Small talk; the fourth reply of a side says goodbye and hangs up. After a tool there is no more. */
export function usualReply({ messages }: ChatBody): Reply {
  if (messages.at(-1)?.role === 'tool') return { text: '' };
  const own = messages.filter(({ role, content }) => role === 'assistant' && content).length;
  const at = Math.min(own, SMALL_TALK.length - 1);
  return { text: SMALL_TALK[at]!, hangUp: at === SMALL_TALK.length - 1 };
}

/** Whether a reply hangs up by a tool that the request offers. */
export function hangsUp(reply: Reply, tools: ChatBody['tools']): boolean {
  const offered = tools?.some((tool) => (tool.function?.name ?? tool.name) === END_CALL_TOOL);
  return reply.hangUp === true && offered === true;
}

/** Words stand for tokens. */
export function wordsIn(text: string): number {
  return text.split(/\W+/).filter((word) => word !== '').length;
}

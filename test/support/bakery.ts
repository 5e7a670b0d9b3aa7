import { WRAP_UP_INSTRUCTION } from '../../src/contract/provider.ts';
import type { ChatBody, Reply } from './fake-openai/index.ts';

/** What a stock agent says, in order; its instructions begin with STOCK AGENT. */
export const AGENT = [
  'Bakery Miller, good morning, what can I do for you?',
  'We have rye bread and spelt bread today, which one would you like?',
  'Thank you for calling, have a nice day.',
];
const CALLER = [
  'Good morning, I would like to order some bread for tomorrow.',
  'The rye bread, please, one loaf, and in slices if you can.',
  'Thank you and goodbye.',
];

/** Whether the stock agent asks, and not its caller. */
export function isAgents({ messages }: ChatBody): boolean {
  return JSON.stringify(messages).includes('STOCK AGENT');
}

/** Each side says its lines in order; the caller hangs up with its last one, or where it is asked to come to an end. */
export function bakeryReply(request: ChatBody): Reply {
  const { messages } = request;
  if (messages.at(-1)?.role === 'tool') return { text: '' };
  const isAgent = isAgents(request);
  const lines = isAgent ? AGENT : CALLER;
  const own = messages.filter(({ role, content }) => role === 'assistant' && content).length;
  const isAsked = JSON.stringify(messages).includes(WRAP_UP_INSTRUCTION);
  const at = isAsked ? lines.length - 1 : Math.min(own, lines.length - 1);
  return { text: lines[at]!, hangUp: !isAgent && at === lines.length - 1 };
}

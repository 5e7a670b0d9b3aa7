import type { ChatBody, Reply } from './fake-openai/index.ts';

/** What a stock agent says, in order; its instructions begin with STOCK AGENT. */
export const AGENT = [
  'Bakery Miller, good morning, what can I do for you?',
  'We have rye bread and spelt bread today, which one would you like?',
  'Very well, I put it aside for you until this evening.',
  'Thank you for calling, have a nice day.',
];
const CALLER = [
  'Good morning, I would like to order some bread for tomorrow.',
  'The rye bread, please, one loaf, and in slices if you can.',
  'That is kind of you, I will come at five.',
  'Thank you and goodbye.',
];

/** Each side says its lines in order; the caller's last one hangs up. */
export function bakeryReply({ messages }: ChatBody): Reply {
  if (messages.at(-1)?.role === 'tool') return { text: '' };
  const isAgent = JSON.stringify(messages).includes('STOCK AGENT');
  const lines = isAgent ? AGENT : CALLER;
  const own = messages.filter(({ role, content }) => role === 'assistant' && content).length;
  const at = Math.min(own, lines.length - 1);
  return { text: lines[at]!, hangUp: !isAgent && at === lines.length - 1 };
}

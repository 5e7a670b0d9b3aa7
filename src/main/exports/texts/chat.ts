import type { Conversation } from '../../../contract/conversation.ts';
import { PROMPT_HEADINGS } from '../../../contract/instructions.ts';
import type { Side } from '../../../contract/side.ts';
import { compileInstructions } from '../../conversations/prompt.ts';
import { plainLine } from './plain.ts';
import type { TextWriter } from './text-format.ts';
import { timedTurns } from './timed.ts';

interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/**
 * One line of JSON as OpenAI's fine-tuning takes it: `{"messages": […]}`. The chosen side is the assistant,
 * the other the user; turns of one side in a row are one message; an interrupted turn is what was audible
 * of it. The system message is what the assistant's model was told, without the part on hanging up, which
 * speaks of a tool that is no part of the example. Where the assistant said nothing there is nothing to
 * learn: the file is empty. Source: OpenAI, "Fine-tuning", chat format.
 */
export const chatWriter: TextWriter = {
  title: 'Chat JSONL',
  about:
    'A line of messages for fine-tuning chat models: one side is the assistant, the other the user.',
  names: ({ recordingId }) => [`${recordingId}.chat.jsonl`],
  write(conversation, { recordingId, assistant }) {
    const messages = spoken(conversation, assistant);
    const useful = messages.some(({ role }) => role === 'assistant');
    const line = jsonLine({ messages: [system(conversation, assistant), ...messages] });
    return [{ name: `${recordingId}.chat.jsonl`, text: useful ? `${line}\n` : '' }];
  },
};

function system({ config }: Conversation, side: Side): Message {
  const told = compileInstructions({ ...config, side });
  const hangUp = told.lastIndexOf(`\n\n# ${PROMPT_HEADINGS.end}\n`);
  return { role: 'system', content: told.slice(0, hangUp).toWellFormed() };
}

function spoken(conversation: Conversation, assistant: Side): Message[] {
  const messages: Message[] = [];
  for (const { turn } of timedTurns(conversation)) {
    const content = plainLine(turn.text);
    if (content === '') continue;
    const role = turn.side === assistant ? 'assistant' : 'user';
    const last = messages.at(-1);
    if (last?.role === role) last.content += ` ${content}`;
    else messages.push({ role, content });
  }
  return messages;
}

/** JSON on one line for every reader: some take these for line ends, too. */
function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007F-\u009F\u2028\u2029]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

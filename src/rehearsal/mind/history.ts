import type { ChatMessage } from './chat-request.ts';
import { END_CALL_TOOL, WRAP_UP_INSTRUCTION } from '../../contract/provider.ts';

/** A request's messages as the mind sees them. */
export interface History {
  /** All instructions, joined: the system prompt. */
  instructions: string;
  /** Instructions that came after the last utterance of this side, for instance about a silence. */
  lateInstructions: string;
  /** The call has to come to an end now. */
  wrapUp: boolean;
  /** What this side said, in order, as audible: an interrupted utterance stands there cut short. */
  own: string[];
  /** What it heard since it last spoke; null when there is no such message, '' when it heard nothing. */
  heard: string[] | null;
  /**
   * A tool's result is the last message, or this side has called `end_call` and heard nothing since:
   * nothing is left to say. (After a goodbye that was cut off the call goes on.)
   */
  over: boolean;
}

/** Reads the messages of one request. */
export function readHistory(messages: readonly ChatMessage[]): History {
  const last = messages.at(-1);
  const spoken = messages.findLastIndex((message) => message.role === 'assistant');
  const heard = messages.slice(spoken + 1).filter((message) => message.role === 'user');
  const hungUp = messages[spoken]?.calls.includes(END_CALL_TOOL) ?? false;
  return {
    instructions: instructionsIn(messages),
    wrapUp: instructionsIn(messages).includes(WRAP_UP_INSTRUCTION),
    lateInstructions: spoken === -1 ? '' : instructionsIn(messages.slice(spoken + 1)),
    own: textsOf(messages, 'assistant').filter((text) => text !== ''),
    heard: heard.length === 0 ? null : heard.map((message) => message.text),
    over: last?.role === 'tool' || (hungUp && heard.every((message) => message.text === '')),
  };
}

function textsOf(messages: readonly ChatMessage[], role: ChatMessage['role']): string[] {
  return messages.filter((message) => message.role === role).map((message) => message.text);
}

function instructionsIn(messages: readonly ChatMessage[]): string {
  return textsOf(messages, 'instruction').join('\n');
}

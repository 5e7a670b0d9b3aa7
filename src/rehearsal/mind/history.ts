import type { ChatMessage } from './chat-request.ts';
import { END_CALL_TOOL } from '../../contract/provider.ts';

/** A request's messages as the mind sees them. */
export interface History {
  /** All instructions, joined: the system prompt. */
  instructions: string;
  /** Instructions that came after the last utterance of this side, for instance about a silence. */
  lateInstructions: string;
  /** What this side said, in order, as audible: an interrupted utterance stands there cut short. */
  own: string[];
  /** What it heard since it last spoke; null when there is no such message, '' when it heard nothing. */
  heard: string[] | null;
  /** This side has called `end_call`, or a tool's result is the last message: nothing is left to say. */
  over: boolean;
}

/** Reads the messages of one request. */
export function readHistory(messages: readonly ChatMessage[]): History {
  const last = messages.at(-1);
  const spoken = messages.findLastIndex((message) => message.role === 'assistant');
  const heard = messages.slice(spoken + 1).filter((message) => message.role === 'user');
  return {
    instructions: instructionsIn(messages),
    lateInstructions: spoken === -1 ? '' : instructionsIn(messages.slice(spoken + 1)),
    own: textsOf(messages, 'assistant').filter((text) => text !== ''),
    heard: heard.length === 0 ? null : heard.map((message) => message.text),
    over: last?.role === 'tool' || messages.some((message) => message.calls.includes(END_CALL_TOOL)),
  };
}

function textsOf(messages: readonly ChatMessage[], role: ChatMessage['role']): string[] {
  return messages.filter((message) => message.role === role).map((message) => message.text);
}

function instructionsIn(messages: readonly ChatMessage[]): string {
  return textsOf(messages, 'instruction').join('\n');
}

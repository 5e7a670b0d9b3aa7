import type {
  DocumentRecording,
  LoggedConversation,
} from '../../../contract/conversation-document.ts';
import type { PerSide, Side } from '../../../contract/side.ts';

/** Where the sound of a side lies in an export. */
export interface SideAudio {
  /** The file, relative to the text file, with `/`. */
  path: string;
  /** Channel of that file, from 0. */
  channel: number;
}

/** What a text file must know of the export around it. */
export interface TextContext {
  /** Name of the recording in all tables, and of its files without their ending: no space, no `/`. */
  recordingId: string;
  /** Null: the export holds no audio of this conversation. */
  audio: PerSide<SideAudio> | null;
  /** The exported audio files, as the JSON document names them. */
  recordings: DocumentRecording[];
  /** Hz, of the audio. */
  sampleRate: number;
  /** Words whose times are only estimated are to go in, where word times are the point. */
  estimatedWords: boolean;
  /** Who is `assistant` in chat JSONL. */
  assistant: Side;
}

export interface TextFile {
  /** Such as `conversation.vtt`; begins with the recording's id. */
  name: string;
  text: string;
}

/** One format: a pure function of a conversation. */
export interface TextWriter {
  /** For a list of choices: "WebVTT". */
  title: string;
  /** One sentence: who reads it, what stands in it. */
  about: string;
  /** Names of the files that it would write. */
  names(context: TextContext): string[];
  write(conversation: LoggedConversation, context: TextContext): TextFile[];
}

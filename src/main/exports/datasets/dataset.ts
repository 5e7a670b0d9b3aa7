import type { LoggedConversation } from '../../../contract/conversation-document.ts';
import type { PerSide } from '../../../contract/side.ts';
import type { SideAudio, TextContext } from '../texts/text-format.ts';

/** A part of a dataset; without a split there is one, `all`. */
export type Part = 'train' | 'valid' | 'test' | 'all';

/** The audio files of one conversation, as a table must describe them. */
export interface DatasetAudio {
  /** Paths are relative to the folder of the part. */
  sides: PerSide<SideAudio>;
  /** Hz that a reader gets. */
  sampleRate: number;
  /** Of each channel of each file. */
  samples: number;
  /** The clean stems in the same form; empty: there are none. */
  stems: string[];
}

/** What a row must know of the export around it. */
export interface RowContext extends Pick<TextContext, 'recordingId' | 'estimatedWords'> {
  audio: DatasetAudio;
}

/** Lines for the tables of a part, by the name of the table; `.gz` at its end: compressed. */
export type TableRows = Record<string, string[]>;

/** What a dataset adds for one conversation. */
export interface DatasetPiece {
  rows: TableRows;
  /** Files that go beside the audio. */
  files: { name: string; text: string }[];
}

/** One kind of dataset: a pure function of a conversation. */
export type DatasetWriter = (conversation: LoggedConversation, context: RowContext) => DatasetPiece;

/** Length of the audio, ms. */
export function audioMs({ samples, sampleRate }: DatasetAudio): number {
  return (samples / sampleRate) * 1000;
}

/** Whether the sides have a channel, or a file, of their own. */
export function sidesApart({ sides: { a, b } }: DatasetAudio): boolean {
  return a.path !== b.path || a.channel !== b.channel;
}

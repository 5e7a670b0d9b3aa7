import type { Alignment, AlignmentRequest } from '../../contract/rehearsal-messages.ts';

/** What the program asks of its alignment thread. Sound is mono 16-bit PCM. */
export interface ToAligner {
  id: number;
  pcm: Int16Array<ArrayBuffer>;
  sampleRate: number;
  request: AlignmentRequest;
}

export type FromAligner =
  | { kind: 'aligned'; id: number; words: Alignment['words'] }
  | { kind: 'failed'; id: number; message: string };

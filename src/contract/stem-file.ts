import type { Side } from './side.ts';

/**
 * The stem file of a side: what its voice played in a conversation, before the network; mono PCM s16le,
 * turn after turn. The agent worker writes it into the conversation's folder, the host reads it when the
 * run is over and removes it.
 */
export function stemFileName(side: Side): string {
  return `stem-${side}.pcm`;
}

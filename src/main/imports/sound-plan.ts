import type { DocumentRecording } from '../../contract/conversation-document.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';

/** Where the sound of a side is. */
export interface SidePlace {
  file: DocumentRecording;
  /** From 0. */
  channel: number;
}

/** How a recording is put together again; or why it can't be. */
export type SoundPlan =
  | { kind: 'sides'; sides: PerSide<SidePlace> }
  /** Both sides on one channel: which is which is lost. */
  | { kind: 'mixed' }
  | { kind: 'one-sided'; missing: Side };

/** @param files at least one: those that together are one recording */
export function soundPlan(files: readonly DocumentRecording[]): SoundPlan {
  const places = files.map((file) => ({ a: placeIn(file, 'a'), b: placeIn(file, 'b') }));
  const both = places.find(({ a, b }) => a && b && a.channel !== b.channel);
  const a = both?.a ?? places.find((place) => place.a && !place.b)?.a;
  const b = both?.b ?? places.find((place) => place.b && !place.a)?.b;
  if (a && b) return { kind: 'sides', sides: { a, b } };
  if (places.some((place) => place.a && place.b)) return { kind: 'mixed' };
  return { kind: 'one-sided', missing: SIDES.find((side) => !(side === 'a' ? a : b)) ?? 'a' };
}

function placeIn(file: DocumentRecording, side: Side): SidePlace | undefined {
  const channel = file.sides[side];
  return channel === null ? undefined : { file, channel };
}

/** Whether a stereo file has the order of the library: left is side a. */
export function isInOrder({ a, b }: PerSide<SidePlace>): boolean {
  return a.file === b.file && a.channel === 0 && b.channel === 1;
}

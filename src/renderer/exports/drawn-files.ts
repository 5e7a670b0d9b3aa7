import type { AudioOptions } from '../../contract/export-api.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';

/** A file in the drawing of a layout: its channels from above, each with who is heard in it. */
export interface DrawnFile {
  channels: { label: string; sides: readonly Side[] }[];
}

/** The audio files of one conversation, as they are drawn. */
export function drawnFiles(
  { layout, left }: Pick<AudioOptions, 'layout' | 'left'>,
  names: PerSide<string>,
): DrawnFile[] {
  const channel = (side: Side, place = '') => ({ label: `${place}${names[side]}`, sides: [side] });
  if (layout === 'mix') return [{ channels: [{ label: 'Both voices', sides: ['a', 'b'] }] }];
  if (layout === 'split') return [{ channels: [channel('a')] }, { channels: [channel('b')] }];
  return [{ channels: [channel(left, 'Left: '), channel(otherSide(left), 'Right: ')] }];
}

/** The drawing in words. */
export function drawnWords(files: readonly DrawnFile[]): string {
  const each = files.map(({ channels }) => channels.map(({ label }) => label).join(', '));
  return files.length === 1 ? `One file. ${each[0]}` : `Two files. ${each.join('; ')}`;
}

import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type { Option } from '../ui/option.ts';

/** The two sides as a choice. */
export function sideOptions(names: PerSide<string>): Option<Side>[] {
  return SIDES.map((value) => ({ value, label: names[value] }));
}

/** Where several conversations are meant, each with people of its own. */
export const SIDE_NAMES: PerSide<string> = { a: 'Caller', b: 'Called side' };

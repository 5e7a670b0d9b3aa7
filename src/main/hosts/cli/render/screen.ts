import type { Palette } from './palette.ts';

/** What a terminal is like: how wide, and in which colours. */
export interface Screen {
  width: number;
  palette: Palette;
}

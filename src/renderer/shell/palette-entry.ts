import type { ReactNode } from 'react';
import type { Findable } from './palette-rank.ts';

/** One line of the palette. */
export interface PaletteEntry extends Findable {
  id: string;
  /** What is shown; the first of its words, if nothing else is said. */
  label?: ReactNode;
  icon?: ReactNode;
  hint?: ReactNode;
  shortcut?: string | undefined;
  run: () => void;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** A place on the screens, in device-independent pixels. */
export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof stateSchema>;

export const MIN_WIDTH = 900;
export const MIN_HEIGHT = 600;
const USUAL = { width: 1440, height: 900 };
/** At least this much of the window has to lie on a screen, or nobody could move it. */
const GRIP = 100;

/** The bounds for a new window: as they were, if a screen still shows them; else of usual size, centred. */
export function fitBounds(
  saved: Bounds | undefined,
  screens: readonly Bounds[],
): Partial<Bounds> & Pick<Bounds, 'width' | 'height'> {
  const [first] = screens;
  const room = first ?? { ...USUAL, x: 0, y: 0 };
  if (!saved || !screens.some((screen) => isReachable(saved, screen))) {
    return {
      width: Math.min(USUAL.width, room.width),
      height: Math.min(USUAL.height, room.height),
    };
  }
  return {
    ...saved,
    width: Math.max(saved.width, MIN_WIDTH),
    height: Math.max(saved.height, MIN_HEIGHT),
  };
}

function isReachable(bounds: Bounds, screen: Bounds): boolean {
  const right = Math.min(bounds.x + bounds.width, screen.x + screen.width);
  const across = right - Math.max(bounds.x, screen.x);
  // The title bar is what a window is moved by.
  const topIsVisible = bounds.y >= screen.y && bounds.y < screen.y + screen.height - GRIP;
  return across >= GRIP && topIsVisible;
}

/** Undefined when there is none that can be read: a window then opens as the first time. */
export function loadWindowState(path: string): WindowState | undefined {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** A window's place is worth no error: what can't be written is not. */
export function saveWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(path, JSON.stringify(state));
  } catch {
    // The next window opens at its usual place.
  }
}

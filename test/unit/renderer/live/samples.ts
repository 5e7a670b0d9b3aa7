import type { LiveTurn } from '../../../../src/contract/live.ts';
import type { Side } from '../../../../src/contract/side.ts';

/** A turn of so many ms, with one word per half second. */
export function liveTurn(
  id: string,
  side: Side,
  startMs: number,
  endMs: number,
  more: Partial<LiveTurn> = {},
): LiveTurn {
  const count = Math.max(1, Math.floor((endMs - startMs) / 500));
  const words = Array.from({ length: count }, (_, index) => ({
    text: `word${index}`,
    startMs: startMs + index * 500,
    endMs: startMs + index * 500 + 400,
    origin: 'provider' as const,
  }));
  const text = words.map((word) => word.text).join(' ');
  return {
    id,
    index: 0,
    side,
    speaker: side === 'a' ? 'Maya' : 'Sam',
    text,
    intended: text,
    heard: null,
    startMs,
    endMs,
    interrupted: false,
    words,
    segments: [],
    gapMs: null,
    open: false,
    ...more,
  };
}

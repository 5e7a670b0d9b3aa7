import { memo } from 'react';
import { MINIATURE_COLUMNS } from '../../contract/conversation.ts';
import { runsPath, speakingRuns } from './miniature-path.ts';

const WIDTH = 120;
const HEIGHT = 20;
const LANE = 8;
const PITCH = WIDTH / MINIATURE_COLUMNS;

/**
 * The two lanes of a conversation in 120 × 20 px. Two paths, so that hundreds of them in a list cost
 * little; decorative, as its row says the same in numbers.
 */
export const Miniature = memo(function Miniature({ digits }: { digits: string | null }) {
  const lane = (side: 'a' | 'b', y: number) =>
    digits === null ? '' : runsPath(speakingRuns(digits, side), PITCH, y, LANE);
  return (
    <svg
      aria-hidden
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="shrink-0"
    >
      <path d={`M0 4h${WIDTH}M0 ${HEIGHT - 4}h${WIDTH}`} className="stroke-line" strokeWidth={1} />
      <path d={lane('a', 0)} className="fill-a" />
      <path d={lane('b', HEIGHT - LANE)} className="fill-b" />
    </svg>
  );
});

import { memo } from 'react';
import type { PerSide } from '../../contract/side.ts';
import { describeTurn } from './describe.ts';
import type { LaneSpeaker, LaneTurn } from './types.ts';

/** Longer lists would weigh on the page; the transcript has them all. */
const MOST = 200;

/** The lanes in words, for screen readers. */
export const TurnList = memo(function TurnList(props: {
  speakers: PerSide<LaneSpeaker>;
  turns: readonly LaneTurn[];
}) {
  const { speakers, turns } = props;
  return (
    <ol className="sr-only" aria-label="Turns">
      {turns.slice(0, MOST).map((turn) => (
        <li key={turn.id}>{describeTurn(speakers, turn)}</li>
      ))}
      {turns.length > MOST && <li>{turns.length - MOST} more turns: see the transcript.</li>}
    </ol>
  );
});

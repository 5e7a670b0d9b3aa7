import { assertNever } from '../../contract/kind.ts';
import type { Performer, PerformerOptions } from './performer.ts';
import { PipelinePerformer } from './pipeline-performer.ts';
import { RealtimePerformer } from './realtime/realtime-performer.ts';

/** What the job says that plays the side. */
export function makePerformer(options: PerformerOptions): Performer {
  const { player } = options.job;
  switch (player.kind) {
    case 'pipeline':
      return new PipelinePerformer(options, player);
    case 'realtime':
      return new RealtimePerformer(options, player);
    default:
      return assertNever(player);
  }
}

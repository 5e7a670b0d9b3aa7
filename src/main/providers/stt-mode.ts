import type { SttMode } from '../../contract/provider.ts';
import { isRealtimeOnly } from './models.ts';

/** How a model is listened by: some can't be sent whole utterances, whatever was set. */
export function modeOf(model: string, set: SttMode | undefined): SttMode | undefined {
  return isRealtimeOnly(model) ? 'realtime' : set;
}

import { originOf } from '../../contract/key-ring.ts';
import { assertNever } from '../../contract/kind.ts';
import type { SidePlayer } from '../../contract/provider.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type { PriceTable, UsageEntry } from '../../contract/usage.ts';
import { coversStage } from './cost.ts';
import { priceOf } from './price-of.ts';

/** A model that a conversation uses, and for what. */
export type UsedModel = Omit<UsageEntry, 'amounts'>;

/** All models of both sides. What an agent of the user's own uses is its own affair. */
export function usedModels(players: PerSide<SidePlayer>): UsedModel[] {
  return SIDES.flatMap((side) => modelsOf(players[side], side));
}

function modelsOf(player: SidePlayer, side: Side): UsedModel[] {
  const used = (stage: UsedModel['stage'], from: Served, model = from.model): UsedModel => ({
    ...{ side, stage, provider: from.provider },
    ...(from.baseUrl === undefined ? {} : { baseUrl: from.baseUrl }),
    model,
  });
  switch (player.kind) {
    case 'pipeline':
      return [used('llm', player.llm), used('stt', player.stt), used('tts', player.tts)];
    case 'realtime':
      return [used('realtime', player), used('stt', player, player.transcriptionModel)];
    case 'external':
      return player.stt ? [used('stt', player.stt)] : [];
    default:
      return assertNever(player);
  }
}

type Served = Pick<UsedModel, 'provider' | 'model'> & { baseUrl?: string | undefined };

/** Models whose price isn't known, each once. */
export function unpricedModels(used: readonly UsedModel[], table: PriceTable): string[] {
  const unknown = used.filter((model) => {
    const price = priceOf(model, table);
    return price === undefined || (price !== 'free' && !coversStage(price, model.stage));
  });
  return [...new Set(unknown.map(({ model }) => model))];
}

/** Origins of the servers of one's own that nothing is counted for, each once. */
export function freeServers(used: readonly UsedModel[], table: PriceTable): string[] {
  const free = used.filter((model) => priceOf(model, table) === 'free');
  return [...new Set(free.flatMap(({ baseUrl }) => (baseUrl ? [originOf(baseUrl)] : [])))];
}

import type { ConversationConfig } from '../../contract/conversation.ts';
import { stagesOf, type Pipeline, type SidePlayer } from '../../contract/provider.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import type { SideJob } from '../../contract/worker-messages.ts';
import { externalOf } from './external.ts';
import type { RunCore } from './run-core.ts';

/** Participant identities of the two sides in the room. */
export function identities(conversationId: string): PerSide<string> {
  return { a: `${conversationId}-a`, b: `${conversationId}-b` };
}

/** The same, with the identity that an agent of the user's own has chosen; null: it isn't known yet. */
export function knownIdentities({
  id,
  conversation,
  stand,
}: Pick<RunCore, 'id' | 'conversation' | 'stand'>): { a: string; b: string | null } {
  const ours = identities(id);
  return externalOf(conversation.config) ? { ...ours, b: stand.agentIdentity ?? null } : ours;
}

/** The dispatch metadata of one side. `rehearsalUrl`: where the rehearsal server is, with `/v1`. */
export function sideJob(options: {
  conversationId: string;
  config: ConversationConfig;
  side: Side;
  instructions: string;
  rehearsalUrl: string | undefined;
}): SideJob {
  const { conversationId, config, side, instructions, rehearsalUrl } = options;
  const names = identities(conversationId);
  const persona = config.personas[side];
  return {
    conversationId,
    side,
    identity: names[side],
    peer: peerOf(config.stages[otherSide(side)], names[otherSide(side)]),
    name: persona.name,
    instructions,
    opener: config.scenario.opener === side,
    player: withRehearsalUrl(ours(config.stages[side]), rehearsalUrl),
    manner: persona.manner,
    seed: config.seed,
  };
}

function peerOf(player: SidePlayer, identity: string): SideJob['peer'] {
  return player.kind === 'external'
    ? { kind: 'external', stt: player.stt }
    : { kind: 'ours', identity };
}

function ours(player: SidePlayer): SideJob['player'] {
  if (player.kind === 'external') throw new Error('an agent of the user’s own gets no job of ours');
  return player;
}

/** The rehearsal server's address differs with every start, so it isn't part of the frozen stages. */
function withRehearsalUrl(
  player: SideJob['player'],
  baseUrl: string | undefined,
): SideJob['player'] {
  if (player.kind === 'realtime') return player;
  const fill = <S extends Pipeline['llm' | 'stt' | 'tts']>(stage: S): S =>
    stage.provider === 'rehearsal' && baseUrl ? { ...stage, baseUrl } : stage;
  return { ...player, llm: fill(player.llm), stt: fill(player.stt), tts: fill(player.tts) };
}

export function usesRehearsal(config: ConversationConfig): boolean {
  return Object.values(config.stages).some((player) =>
    stagesOf(player).some((stage) => stage.provider === 'rehearsal'),
  );
}

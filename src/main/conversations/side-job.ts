import type { ConversationConfig } from '../../contract/conversation.ts';
import type { Stages } from '../../contract/provider.ts';
import { otherSide, type PerSide, type Side } from '../../contract/side.ts';
import type { SideJob } from '../../contract/worker-messages.ts';

/** Participant identities of the two sides in the room. */
export function identities(conversationId: string): PerSide<string> {
  return { a: `${conversationId}-a`, b: `${conversationId}-b` };
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
    peerIdentity: names[otherSide(side)],
    name: persona.name,
    instructions,
    opener: config.scenario.opener === side,
    stages: withRehearsalUrl(config.stages[side], rehearsalUrl),
    manner: persona.manner,
    seed: config.seed,
  };
}

/** The rehearsal server's address differs with every start, so it isn't part of the frozen stages. */
function withRehearsalUrl(stages: Stages, baseUrl: string | undefined): Stages {
  const fill = <S extends Stages[keyof Stages]>(stage: S): S =>
    stage.provider === 'rehearsal' && baseUrl ? { ...stage, baseUrl } : stage;
  return { llm: fill(stages.llm), stt: fill(stages.stt), tts: fill(stages.tts) };
}

export function usesRehearsal(config: ConversationConfig): boolean {
  return Object.values(config.stages).some((stages) =>
    Object.values(stages).some((stage) => stage.provider === 'rehearsal'),
  );
}

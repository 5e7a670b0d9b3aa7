import type { ConversationConfig } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import type { LlmStage, SidePlayer, SttStage, TtsStage } from '../../contract/provider.ts';
import { SIDES, type PerSide, type Side } from '../../contract/side.ts';
import type { Differences } from './stage-question.ts';
import { toolsNotices } from './tools-notices.ts';

/** What is known of a stage's server; nothing where it is like OpenAI's. */
export type KnownDifferences = (side: Side, stage: 'llm' | 'stt' | 'tts') => Differences;

export interface Adapted {
  stages: PerSide<SidePlayer>;
  /** What the user should know. */
  notices: ErrorData[];
}

/** The players of a run as their servers can have them. What was asked for by hand is kept where it can be. */
export function adapted(config: ConversationConfig, known: KnownDifferences): Adapted {
  const notices: ErrorData[] = [];
  const tell = (message: string, remedy: string): void =>
    void notices.push({ code: 'provider-failed', message, remedy });
  const one = (side: Side): SidePlayer => {
    const player = config.stages[side];
    const of = (stage: string, model: string): string =>
      `${stage} of ${config.personas[side].name} (model "${model}")`;
    if (player.kind === 'realtime') return player;
    const stt = (stage: SttStage): SttStage =>
      listening(stage, known(side, 'stt'), of('STT', stage.model), tell);
    if (player.kind === 'external') return { ...player, stt: player.stt && stt(player.stt) };
    const { llm, tts } = player;
    return {
      ...player,
      llm: thinking(llm, known(side, 'llm'), of('LLM', llm.model), tell),
      stt: stt(player.stt),
      tts: speaking(tts, known(side, 'tts')),
    };
  };
  const stages = { a: one('a'), b: one('b') };
  const withoutTools = SIDES.filter(
    (side) =>
      config.stages[side].kind === 'pipeline' && known(side, 'llm').refuses?.includes('tools'),
  );
  return { stages, notices: [...notices, ...toolsNotices(config, withoutTools)] };
}

type Tell = (message: string, remedy: string) => void;

function thinking(
  llm: LlmStage,
  { refuses = [], effort }: Differences,
  what: string,
  tell: Tell,
): LlmStage {
  const { temperature, reasoningEffort, ...rest } = llm;
  const keepsTemperature = temperature !== undefined && !refuses.includes('temperature');
  const keepsEffort = reasoningEffort !== undefined && !refuses.includes('reasoning_effort');
  const dropped = [
    ...(temperature !== undefined && !keepsTemperature ? ['temperature'] : []),
    ...(reasoningEffort !== undefined && !keepsEffort ? ['reasoning effort'] : []),
  ];
  if (dropped.length > 0) {
    tell(
      `The ${what} takes no ${dropped.join(' and no ')}: it goes without.`,
      'Nothing has to be done.',
    );
  }
  if (effort !== undefined && reasoningEffort !== undefined && reasoningEffort !== effort) {
    tell(
      `The ${what} can hang up only when it doesn't reason: its reasoning effort is "${effort}" instead of "${reasoningEffort}".`,
      'Nothing has to be done; answers come sooner so.',
    );
  }
  const kept = effort ?? (keepsEffort ? reasoningEffort : undefined);
  return {
    ...rest,
    ...(keepsTemperature ? { temperature } : {}),
    ...(kept === undefined ? {} : { reasoningEffort: kept }),
  };
}

function listening(stt: SttStage, { batchOnly }: Differences, what: string, tell: Tell): SttStage {
  if (stt.mode !== 'realtime' || !batchOnly) return stt;
  tell(
    `The server of the ${what} doesn't listen while somebody speaks; each utterance is sent when it was said.`,
    'Nothing has to be done; answers come a little later.',
  );
  return { ...stt, mode: 'batch' };
}

function speaking(tts: TtsStage, { format, sampleRate }: Differences): TtsStage {
  return {
    ...tts,
    ...(tts.format === undefined && format !== undefined ? { format } : {}),
    ...(tts.sampleRate === undefined && sampleRate !== undefined ? { sampleRate } : {}),
  };
}

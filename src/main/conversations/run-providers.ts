import type { ConversationConfig } from '../../contract/conversation.ts';
import type { ErrorData } from '../../contract/errors.ts';
import { stagesOf, type SidePlayer } from '../../contract/provider.ts';
import { SIDES, type PerSide } from '../../contract/side.ts';
import type { EnginePort, OnProgress, Ready, RehearsalPort } from './ports.ts';
import type { RunCore } from './run-core.ts';
import { usesRehearsal } from './side-job.ts';

/** Who looks whether the providers of a run can do their part. */
export interface ProvidersPort {
  /** Rejects with a StudioError that names stage, model and persona when one can't. */
  examine(config: ConversationConfig, options: ExamineOptions): Promise<Examined>;
}

export interface ExamineOptions {
  /** Whether a request is sent to each stage. Without it: what the settings say. */
  preflight?: boolean | undefined;
  /** Aborted when the run has to end before there is an answer. */
  signal?: AbortSignal | undefined;
}

export interface Examined {
  /** The players as their servers can have them. */
  stages: PerSide<SidePlayer>;
  /** What the user should know. */
  notices: ErrorData[];
  /** How many requests were answered; 0: nobody was asked. */
  answers: number;
}

export interface ProvidersOptions {
  engine: Pick<EnginePort, 'rehearsal'>;
  /** Without it nobody is asked beforehand. */
  providers?: ProvidersPort | undefined;
  /** Whether a request is sent to each stage beforehand. Without it: what the settings say. */
  preflight?: boolean | undefined;
}

/** The rehearsal is up, or the other providers answer, or both. The port is that of the rehearsal. */
export async function ensureProviders(
  core: RunCore,
  { engine, providers, preflight }: ProvidersOptions,
  show: OnProgress,
): Promise<Ready<RehearsalPort | undefined>> {
  const { config } = core.conversation;
  const names = namesOf(config.stages);
  if (names.length > 0) show(`asking ${names.join(', ')} …`);
  const halt = new AbortController();
  void core.stopped.then(() => halt.abort());
  const [rehearsal, examined] = await Promise.all([
    usesRehearsal(config) ? engine.rehearsal(show) : undefined,
    providers?.examine(config, { preflight, signal: halt.signal }),
  ]);
  // What comes after the end of the run changes nothing of it any more.
  core.throwIfStopped();
  if (examined) take(core, examined);
  const isAnswered = (examined?.answers ?? 0) > 0;
  const others = names.length > 0 ? `${names.join(', ')}${isAnswered ? ' answer' : ''}` : undefined;
  const note = [rehearsal?.note, others].filter((part) => part !== undefined).join('; ');
  return { port: rehearsal?.port, note: note || 'nothing of ours' };
}

/** What was frozen is what is used: a stage that its server can't have as asked for is frozen anew. */
function take(core: RunCore, { stages, notices }: Examined): void {
  for (const notice of notices) core.notice(notice);
  const { config } = core.conversation;
  if (JSON.stringify(stages) === JSON.stringify(config.stages)) return;
  core.conversation.config = { ...config, stages };
  core.keep(() => core.library.setConfig(core.id, core.conversation.config));
}

/** The models of servers other than the rehearsal's, each once. */
function namesOf(stages: PerSide<SidePlayer>): string[] {
  const models = SIDES.flatMap((side) => stagesOf(stages[side]))
    .filter(({ provider }) => provider !== 'rehearsal')
    .map(({ model }) => model);
  return [...new Set(models)];
}

import { assertNever } from '../../../contract/kind.ts';
import {
  playerChoiceSchema,
  type PlayerChoice,
  type PlayerSource,
  type Provider,
} from '../../../contract/provider.ts';
import { SIDES, type Side } from '../../../contract/side.ts';
import type { Players, RunPlan } from './run-plan.ts';
import { providerLabel } from './providers.ts';

/** The kinds of players in one list. */
export type PlayerKind =
  'usual' | Provider | `realtime ${'openai' | 'openai-compatible'}` | 'external';

const KINDS: readonly PlayerKind[] = [
  'usual',
  'rehearsal',
  'openai',
  'openai-compatible',
  'realtime openai',
  'realtime openai-compatible',
  'external',
];

/** Only the side that is called can be an agent of one's own. */
export function kindsOf(side: Side): readonly PlayerKind[] {
  return KINDS.filter((kind) => kind !== 'external' || side === 'b');
}

export function kindOf(choice: PlayerChoice | undefined): PlayerKind {
  if (!choice) return 'usual';
  switch (choice.kind) {
    case 'pipeline':
      return pipelineProvider(choice) ?? 'usual';
    case 'realtime':
      return `realtime ${choice.provider ?? 'openai'}`;
    case 'external':
      return 'external';
    default:
      return assertNever(choice);
  }
}

function pipelineProvider(choice: PlayerChoice & { kind: 'pipeline' }): Provider | undefined {
  return choice.llm?.provider ?? choice.provider;
}

/** A choice of that kind with nothing else said; undefined: the run's provider. */
export function choiceOf(kind: PlayerKind): PlayerChoice | undefined {
  switch (kind) {
    case 'usual':
      return undefined;
    case 'rehearsal':
    case 'openai':
    case 'openai-compatible':
      return { kind: 'pipeline', provider: kind };
    case 'realtime openai':
      return { kind: 'realtime', provider: 'openai' };
    case 'realtime openai-compatible':
      return { kind: 'realtime', provider: 'openai-compatible' };
    case 'external':
      return { kind: 'external', agentName: '', metadata: '' };
    default:
      return assertNever(kind);
  }
}

/** @param run the run's own provider */
export function kindLabel(kind: PlayerKind, run: Provider): string {
  switch (kind) {
    case 'usual':
      return `As the run: ${providerLabel(run)}`;
    case 'realtime openai':
      return 'OpenAI, speech to speech';
    case 'realtime openai-compatible':
      return 'Own server, speech to speech';
    case 'external':
      return 'Your own agent';
    default:
      return providerLabel(kind);
  }
}

/** Where a side of the run comes from. */
export function sourceIn(plan: RunPlan, side: Side): PlayerSource {
  const choice = plan.players[side];
  if (!choice) return plan.provider;
  switch (choice.kind) {
    case 'pipeline':
      return pipelineProvider(choice) ?? plan.provider;
    case 'realtime':
      return choice.provider ?? 'openai';
    case 'external':
      return 'external';
    default:
      return assertNever(choice);
  }
}

/** Whether somebody may be paid for it: not for rehearsals, nor for an agent of one's own but for its words. */
export function mayCost(plan: RunPlan): boolean {
  return SIDES.some((side) => {
    const source = sourceIn(plan, side);
    return (source === 'external' ? plan.provider : source) !== 'rehearsal';
  });
}

/** How an agent of one's own is called in the studio. */
export function agentLabel(choice: PlayerChoice & { kind: 'external' }): string {
  return choice.name?.trim() || choice.agentName.trim() || 'Your agent';
}

/** "OpenAI, speech to speech, gpt-realtime" */
export function playerWords(choice: PlayerChoice, run: Provider): string {
  const label = kindLabel(kindOf(choice), run);
  if (choice.kind === 'external') return label;
  const model = choice.kind === 'pipeline' ? choice.llm?.model : choice.model;
  return model ? `${label}, ${model}` : label;
}

/** What an earlier visit or a link says; what isn't sound is left out. */
export function parsePlayers(value: unknown): Players | undefined {
  const found = typeof value === 'string' ? json(value) : value;
  if (typeof found !== 'object' || found === null) return undefined;
  const players: Players = {};
  for (const side of SIDES) {
    const { success, data } = playerChoiceSchema.safeParse((found as Players)[side]);
    if (success && (data.kind !== 'external' || side === 'b')) players[side] = data;
  }
  return players.a || players.b ? players : undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

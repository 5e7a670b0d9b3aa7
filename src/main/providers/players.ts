import { StudioError } from '../../contract/errors.ts';
import { assertNever } from '../../contract/kind.ts';
import type { Persona } from '../../contract/persona.ts';
import type {
  External,
  playerChoiceSchema,
  Provider,
  Realtime,
  SidePlayer,
  SttStage,
} from '../../contract/provider.ts';
import type { PerSide, Side } from '../../contract/side.ts';
import { USUAL_TRANSCRIPTION_MODEL } from './models.ts';
import { endpointOf, setFor, type ProviderSources } from './sources.ts';
import { reachable } from './reachable.ts';
import { stagesFor, sttStage } from './stages.ts';
import { stageVoice } from './voice-choice.ts';
import type { z } from 'zod';

export type Choice = z.output<typeof playerChoiceSchema>;

export interface PlayersRequest extends ProviderSources {
  /** Of every side and stage that `sides` says nothing else about. */
  provider: Provider;
  sides?: { a?: Choice | undefined; b?: Choice | undefined } | undefined;
  personas: PerSide<Persona>;
}

/**
 * What plays each side, from what the run asks for, the settings, the environment and what is usual.
 *
 * @throws StudioError `provider-unauthorized` when a key is missing, `provider-unreachable` when an
 *   address is, `invalid-input` for what can't be, before anything is started
 */
export function playersFor(request: PlayersRequest): PerSide<SidePlayer> {
  const a = playerFor(request, 'a');
  return { a, b: playerFor(request, 'b', a) };
}

function playerFor(request: PlayersRequest, side: Side, caller?: SidePlayer): SidePlayer {
  const { provider, personas } = request;
  const choice = request.sides?.[side] ?? { kind: 'pipeline', llm: {}, stt: {}, tts: {} };
  const persona = personas[side];
  switch (choice.kind) {
    case 'pipeline':
      return stagesFor({ ...request, provider, persona, side, choice });
    case 'realtime':
      return realtimeFor(request, choice, side);
    case 'external':
      if (caller === undefined) throw onlySideB();
      return externalFor(request, choice, caller);
    default:
      return assertNever(choice);
  }
}

function realtimeFor(
  request: PlayersRequest,
  choice: Extract<Choice, { kind: 'realtime' }>,
  side: Side,
): Realtime {
  const { provider } = choice;
  const persona = request.personas[side];
  const set = setFor(request, provider).realtime;
  const endpoint = reachable(request, provider, 'realtime', choice);
  const { model, baseUrl } = endpoint;
  return {
    kind: 'realtime',
    provider,
    ...endpoint,
    voice: stageVoice({
      ...{ persona, side, provider, model, baseUrl },
      ...{ wanted: choice.voice, set: set.voice },
    }),
    transcriptionModel: set.transcriptionModel ?? USUAL_TRANSCRIPTION_MODEL,
    language: persona.language,
  };
}

function externalFor(
  request: PlayersRequest,
  { agentName, metadata }: Extract<Choice, { kind: 'external' }>,
  caller: SidePlayer,
): External {
  return { kind: 'external', agentName, metadata, stt: earFor(request, caller) };
}

/**
 * What writes down an agent that publishes no words: the caller's own ear, else that of the caller's or the
 * run's provider. The rehearsal's understands its own voices only.
 */
function earFor(request: PlayersRequest, caller: SidePlayer): SttStage | null {
  if (caller.kind === 'external') return null;
  const near = caller.kind === 'pipeline' ? caller.stt : caller;
  const provider = near.provider === 'rehearsal' ? request.provider : near.provider;
  if (provider === 'rehearsal') return null;
  if (caller.kind === 'pipeline' && near.provider !== 'rehearsal') return caller.stt;
  // A server that speaks may have no ear: then the words stay unknown, and the talk goes on.
  if (provider !== 'openai' && !endpointOf(request, provider, 'stt').baseUrl) return null;
  return sttStage({ ...request, provider, persona: request.personas.a, side: 'b' });
}

function onlySideB(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'Only side b can be an agent of your own.',
    remedy: 'Let a persona call it: put the agent on side b.',
  });
}

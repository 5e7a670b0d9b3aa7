import { Option, type Command } from 'commander';
import { providerSchema, type PlayerChoice, type Provider } from '../../../../contract/provider.ts';
import { stageNameSchema, type StageName } from '../../../../contract/settings.ts';
import { SIDES, type PerSide, type Side } from '../../../../contract/side.ts';
import { nameOf } from '../arguments.ts';

/** What the command line says about who plays; the settings fill in the rest. */
export interface PlayerOptions {
  /** Without it: what is usual, see `withProvider`. */
  provider?: Provider;
  aProvider?: Provider;
  bProvider?: Provider;
  llmModel?: string;
  sttModel?: string;
  ttsModel?: string;
  aLlmModel?: string;
  aSttModel?: string;
  aTtsModel?: string;
  bLlmModel?: string;
  bSttModel?: string;
  bTtsModel?: string;
  aVoice?: string;
  bVoice?: string;
  realtime?: Side | 'both';
  realtimeModel?: string;
  bAgent?: string;
  /** As given: text, or @ and the name of a file. */
  bAgentMetadata?: string;
  /** False: with --no-preflight. */
  preflight?: boolean;
}

const WHAT: Readonly<Record<StageName, string>> = {
  llm: 'language model',
  stt: 'model for listening',
  tts: 'model for speaking',
};

/** Adds the options about providers, models and players to a command. */
export function addPlayerOptions(command: Command): Command {
  const providers = (flags: string, description: string): Option =>
    new Option(flags, description).choices(providerSchema.options);
  const model = nameOf('a model');
  const whence = 'where voices, ears and minds come from (usual: rehearsal)';
  command.addOption(providers('--provider <name>', whence));
  for (const side of SIDES) {
    command.addOption(providers(`--${side}-provider <name>`, `the same for side ${side} alone`));
  }
  for (const stage of stageNameSchema.options) {
    command.option(`--${stage}-model <name>`, `${WHAT[stage]} of both sides`, model);
    for (const side of SIDES) {
      command.option(`--${side}-${stage}-model <name>`, `${WHAT[stage]} of side ${side}`, model);
    }
  }
  for (const side of SIDES) {
    command.option(`--${side}-voice <name>`, `voice of side ${side}`, nameOf('a voice'));
  }
  return command
    .addOption(
      new Option('--realtime <side>', 'play a side by one speech-to-speech model').choices([
        ...SIDES,
        'both',
      ]),
    )
    .option('--realtime-model <name>', 'speech-to-speech model', model)
    .option(
      '--b-agent <name>',
      'side b is your own agent of this name on the connection',
      nameOf('your agent'),
    )
    .option('--b-agent-metadata <json|@file>', 'dispatch metadata for that agent')
    .option('--no-preflight', 'start without a tiny request to every provider');
}

/** The players that were asked for; undefined: none in particular. */
export function sidesOf(
  options: PlayerOptions,
  metadata: string | undefined,
): Partial<PerSide<PlayerChoice>> | undefined {
  const [a, b] = [choiceOf('a', options), choiceOf('b', options, metadata)];
  if (!a && !b) return undefined;
  return { ...(a ? { a } : {}), ...(b ? { b } : {}) };
}

function choiceOf(side: Side, options: PlayerOptions, metadata?: string): PlayerChoice | undefined {
  const { bAgent, realtime, realtimeModel } = options;
  if (side === 'b' && bAgent !== undefined) {
    return { kind: 'external', agentName: bAgent, ...(metadata === undefined ? {} : { metadata }) };
  }
  const voice = options[`${side}Voice`];
  if (realtime === side || realtime === 'both') {
    const named = options[`${side}Provider`] ?? options.provider;
    return {
      kind: 'realtime',
      ...(named === undefined || named === 'rehearsal' ? {} : { provider: named }),
      ...(realtimeModel === undefined ? {} : { model: realtimeModel }),
      ...(voice === undefined ? {} : { voice }),
    };
  }
  return pipelineOf(side, options, voice);
}

function pipelineOf(
  side: Side,
  options: PlayerOptions,
  voice: string | undefined,
): PlayerChoice | undefined {
  const provider = options[`${side}Provider`];
  const model = (stage: 'Llm' | 'Stt' | 'Tts', both: string | undefined) => {
    const name = options[`${side}${stage}Model`] ?? both;
    return name === undefined ? {} : { model: name };
  };
  const llm = model('Llm', options.llmModel);
  const stt = model('Stt', options.sttModel);
  const tts = { ...model('Tts', options.ttsModel), ...(voice === undefined ? {} : { voice }) };
  const isPlain = [llm, stt, tts].every((stage) => Object.keys(stage).length === 0);
  if (isPlain && provider === undefined) return undefined;
  return { kind: 'pipeline', ...(provider === undefined ? {} : { provider }), llm, stt, tts };
}

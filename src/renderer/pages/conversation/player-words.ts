import type { ConversationConfig } from '../../../contract/conversation.ts';
import { assertNever } from '../../../contract/kind.ts';
import { sourceOf, type Provider, type SidePlayer } from '../../../contract/provider.ts';
import type { Cost } from '../../../contract/usage.ts';
import { formatUsd } from '../../format/money.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { providerLabel } from '../run/providers.ts';

/** Where both sides come from: "OpenAI", or "OpenAI, your own agent". */
export function sourcesText({ stages }: ConversationConfig): string {
  const [a, b] = [providerLabel(sourceOf(stages.a)), providerLabel(sourceOf(stages.b))];
  return a === b ? a : `${a}, ${b.replace(/^Your/u, 'your')}`;
}

/** "Free", "$0.042", or "$0.042 and more" where a price isn't known. */
export function costText({ usd, unpriced }: Cost): string {
  if (unpriced.length === 0) return usd === 0 ? 'Free' : formatUsd(usd);
  return usd > 0 ? `${formatUsd(usd)} and more` : 'not known';
}

type Fact = readonly [label: string, value: string];
interface Stage {
  provider: Provider;
  baseUrl?: string | undefined;
  model: string;
}

/** What played a side, as label and value. */
export function playerFacts(player: SidePlayer): Fact[] {
  switch (player.kind) {
    case 'pipeline': {
      const { llm, stt, tts } = player;
      return [
        ['Thinks with', withMore(whom(llm), llmMore(llm))],
        ['Hears with', withMore(whom(stt), stt.mode === 'realtime' ? ['while it is said'] : [])],
        ['Speaks with', withMore(whom({ ...tts, model: `${tts.model}, ${tts.voice}` }), pace(tts))],
        ...(tts.instructions ? [['Told how to speak', tts.instructions] as const] : []),
      ];
    }
    case 'realtime': {
      const { model, voice, transcriptionModel } = player;
      return [
        [
          'Speech to speech with',
          withMore(whom({ ...player, model: `${model}, ${voice}` }), pace(player)),
        ],
        ['Written down by', transcriptionModel],
      ];
    }
    case 'external':
      return [
        ['Played by', 'your own agent'],
        ['Agent name', player.agentName || 'none'],
        ...(player.metadata ? [['Metadata', player.metadata] as const] : []),
        [
          'Its words',
          player.stt ? `as it publishes them, else ${whom(player.stt)}` : 'as it publishes them',
        ],
      ];
    default:
      return assertNever(player);
  }
}

/** "gpt-4.1-mini (OpenAI)"; where it was another server, with that one's host. */
function whom({ provider, baseUrl, model }: Stage): string {
  const host = baseUrl && URL.canParse(baseUrl) ? new URL(baseUrl).host : OPENAI_HOST;
  return `${model} (${host === OPENAI_HOST || provider === 'rehearsal' ? providerLabel(provider) : host})`;
}

const OPENAI_HOST = 'api.openai.com';

function llmMore({
  temperature,
  maxTokens,
  reasoningEffort,
}: {
  temperature?: number | undefined;
  maxTokens?: number | undefined;
  reasoningEffort?: string | undefined;
}): string[] {
  return [
    ...(temperature === undefined ? [] : [`temperature ${temperature}`]),
    ...(maxTokens === undefined ? [] : [`at most ${formatCountOf(maxTokens, 'token')}`]),
    ...(reasoningEffort === undefined ? [] : [`reasoning ${reasoningEffort}`]),
  ];
}

const pace = ({ speed }: { speed?: number | undefined }): string[] =>
  speed === undefined ? [] : [`speed ${speed}`];

const withMore = (text: string, more: readonly string[]): string => [text, ...more].join(', ');

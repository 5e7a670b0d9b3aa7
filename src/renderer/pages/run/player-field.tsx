import type { PlayerChoice } from '../../../contract/provider.ts';
import type { SettingsView } from '../../../contract/settings.ts';
import type { Side } from '../../../contract/side.ts';
import { firstName } from '../../format/first-name.ts';
import { NameField } from '../../providers/name-field.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { AgentFields } from './agent-fields.tsx';
import type { RunPlan } from './run-plan.ts';
import { choiceOf, kindLabel, kindOf, kindsOf, type PlayerKind } from './players.ts';

export interface PlayerFieldProps {
  side: Side;
  plan: RunPlan;
  settings: SettingsView | undefined;
  onChange: (choice: PlayerChoice | undefined) => void;
}

/** What plays one side: the run's provider, another one, or an agent of one's own. */
export function PlayerField(props: PlayerFieldProps) {
  const { side, plan, onChange } = props;
  const label = `Who plays ${firstName(plan[side]?.name ?? '') || `side ${side}`}`;
  return (
    <div className="grid gap-3">
      <Field label={label}>
        <Select<PlayerKind>
          label={label}
          value={kindOf(plan.players[side])}
          onChange={(kind) => onChange(choiceOf(kind))}
          options={kindsOf(side).map((value) => ({
            value,
            label: kindLabel(value, plan.provider),
          }))}
          className="w-full"
        />
      </Field>
      <PlayerDetails {...props} />
    </div>
  );
}

/** What can be said about the player that was chosen; nothing about the usual one. */
function PlayerDetails({ side, plan, settings, onChange }: PlayerFieldProps) {
  const choice = plan.players[side];
  if (!choice) return null;
  if (choice.kind === 'external') return <AgentFields choice={choice} onChange={onChange} />;
  const realtime = choice.kind === 'realtime';
  const provider = realtime
    ? (choice.provider ?? 'openai')
    : (choice.llm?.provider ?? choice.provider);
  // The rehearsal has one of everything.
  if (provider === undefined || provider === 'rehearsal') return null;
  const set = settings?.settings[provider === 'openai' ? 'openai' : 'compatible'];
  const usual = settings?.presets.find(({ id }) => id === provider)?.models;
  const stage = realtime ? 'realtime' : 'llm';
  const asSet = set?.[stage].model ?? usual?.[stage];
  const model = (realtime ? choice.model : choice.llm?.model) ?? '';
  const change = (next: string) => onChange(withModel(choice, next));
  return (
    <div className="grid gap-3 border-l border-line pl-3">
      <NameField
        what="model"
        label={realtime ? 'Model' : 'Model that thinks'}
        provider={provider}
        stage={stage}
        value={model}
        onChange={change}
        usual={{ label: asSet ?? 'The usual one', hint: 'As in the settings' }}
      />
      {realtime && (
        <NameField
          what="voice"
          label="Voice"
          provider={provider}
          stage="realtime"
          value={choice.voice ?? ''}
          onChange={(voice) => onChange(without(choice, 'voice', voice))}
          usual={{ label: 'The persona’s own', hint: 'Else the one of the settings' }}
        />
      )}
    </div>
  );
}

type RealtimeChoice = PlayerChoice & { kind: 'realtime' };
type Modelled = Exclude<PlayerChoice, { kind: 'external' }>;

function withModel(choice: Modelled, model: string): PlayerChoice {
  if (choice.kind === 'realtime') return without(choice, 'model', model);
  const { model: _was, ...llm } = choice.llm ?? {};
  return { ...choice, llm: model ? { ...llm, model } : llm };
}

/** With a field set, or left out where nothing is written. */
function without(choice: RealtimeChoice, field: 'model' | 'voice', value: string): PlayerChoice {
  const { [field]: _was, ...rest } = choice;
  return value ? { ...rest, [field]: value } : rest;
}

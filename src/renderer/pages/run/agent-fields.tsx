import type { PlayerChoice } from '../../../contract/provider.ts';
import { Field } from '../../ui/field.tsx';
import { Input, TextArea } from '../../ui/input.tsx';

interface AgentFieldsProps {
  choice: PlayerChoice & { kind: 'external' };
  onChange: (choice: PlayerChoice) => void;
}

/** Which agent is called, what it is told, and how it is named in the transcript. */
export function AgentFields({ choice, onChange }: AgentFieldsProps) {
  const { name: _name, ...unnamed } = choice;
  return (
    <div className="grid gap-3 border-l border-line pl-3">
      <Field
        label="Agent name"
        hint="As your worker registers it with LiveKit. Empty: an agent without a name, which LiveKit sends into every new room."
      >
        <Input
          spellCheck={false}
          autoComplete="off"
          placeholder="support-agent"
          maxLength={200}
          value={choice.agentName}
          onChange={(event) => onChange({ ...choice, agentName: event.target.value })}
        />
      </Field>
      <Field
        label="Metadata"
        hint="Handed to it with the dispatch, as it is. It is kept with the conversation: no secrets."
      >
        <TextArea
          rows={2}
          spellCheck={false}
          autoGrow
          className="font-mono text-xs"
          placeholder={'{"order": "A-1042"}'}
          maxLength={50_000}
          value={choice.metadata ?? ''}
          onChange={(event) => onChange({ ...choice, metadata: event.target.value })}
        />
      </Field>
      <Field label="Name in the transcript">
        <Input
          autoComplete="off"
          placeholder={choice.agentName || 'its agent name'}
          maxLength={80}
          value={choice.name ?? ''}
          onChange={(event) =>
            onChange(event.target.value.trim() ? { ...unnamed, name: event.target.value } : unnamed)
          }
        />
      </Field>
    </div>
  );
}

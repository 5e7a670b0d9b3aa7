import { Volume2 } from 'lucide-react';
import type { Conversation, Recording } from '../../../contract/conversation.ts';
import { silenced } from '../../monitor/monitor-choices.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { MixStrip } from './mix-strip.tsx';
import type { Player } from './player.ts';
import { stemsOf } from './recording.ts';
import { usePlayerState } from './use-player.ts';

interface MixButtonProps {
  player: Player;
  conversation: Conversation;
  /** What is heard now. */
  kind: Recording['kind'];
  onKind: (kind: Recording['kind']) => void;
}

/** How loud each side is; and what one hears of it, where there is a choice. */
export function MixButton({ player, conversation, kind, onKind }: MixButtonProps) {
  const { mix } = usePlayerState(player);
  const { personas } = conversation.config;
  const changed = silenced(mix, 'a') ?? silenced(mix, 'b');
  return (
    <Popover
      label="Volume of each side"
      align="end"
      side="top"
      className="grid w-80 gap-3 p-4"
      trigger={
        <Button size="sm" icon={<Volume2 aria-hidden />} aria-label="Volume of each side">
          <span className="max-lg:hidden">{soundWords(changed !== undefined, kind)}</span>
        </Button>
      }
    >
      {(['a', 'b'] as const).map((side) => (
        <MixStrip
          key={side}
          side={side}
          name={personas[side].name}
          mix={mix}
          onChange={(next) => player.setMix(next)}
        />
      ))}
      {stemsOf(conversation) && (
        <Field
          label="What one hears"
          hint="Clean stems: each voice as it was made, before the network."
          className="border-t border-line pt-3"
        >
          <Segmented
            size="sm"
            label="What one hears"
            value={kind}
            onChange={onKind}
            options={[
              { value: 'local', label: 'Recording' },
              { value: 'stems', label: 'Clean stems' },
            ]}
          />
        </Field>
      )}
    </Popover>
  );
}

function soundWords(oneSide: boolean, kind: Recording['kind']): string {
  if (oneSide) return 'One side';
  return kind === 'stems' ? 'Clean stems' : 'Both sides';
}

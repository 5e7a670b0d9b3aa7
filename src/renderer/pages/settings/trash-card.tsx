import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { settingsSchema, type DataUsage, type SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { useOverview } from '../../api/queries.ts';
import { plainMessage } from '../../documents/plain-messages.ts';
import { formatBytes, formatCountOf } from '../../format/index.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.ts';
import { useSave } from './use-save.ts';

interface TrashCardProps {
  view: SettingsView;
  usage: DataUsage | undefined;
}

/** How long deleted conversations are kept, and the way to be rid of them now. */
export function TrashCard({ view, usage }: TrashCardProps) {
  const trashed = useOverview().data?.trash;
  const [asking, setAsking] = useState(false);
  const what = trashed === undefined ? 'Unknown' : formatCountOf(trashed, 'conversation');
  return (
    <Card title="Trash">
      <div className="grid gap-5">
        <DaysField view={view} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm">
            {trashed === 0
              ? 'The trash is empty.'
              : `${what} in the trash${usage ? `, ${formatBytes(usage.trash)} of recordings` : ''}.`}
          </p>
          <Button
            variant="danger"
            icon={<Trash2 aria-hidden />}
            disabled={!trashed}
            onClick={() => setAsking(true)}
          >
            Empty the trash
          </Button>
        </div>
      </div>
      {asking && <EmptyDialog what={what} onClose={() => setAsking(false)} />}
    </Card>
  );
}

function DaysField({ view }: { view: SettingsView }) {
  const stored = view.settings.trashDays;
  const [text, setText] = useState(String(stored));
  const { save, error } = useSave(view);
  const parsed = settingsSchema.shape.trashDays.safeParse(text.trim() === '' ? NaN : Number(text), {
    error: plainMessage,
  });
  const store = () => {
    if (parsed.success && parsed.data !== stored) save({ trashDays: parsed.data });
  };
  return (
    <div className="grid gap-2">
      <Field
        label="Days that deleted conversations are kept"
        hint="Then they are removed for good, with their recordings. 0: they stay until you empty the trash."
        error={parsed.error?.issues[0]?.message}
      >
        <Input
          type="number"
          min={0}
          max={3650}
          step={1}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={store}
          onKeyDown={(event) => {
            if (event.key === 'Enter') store();
          }}
          className="max-w-32"
        />
      </Field>
      {error && <ErrorNote error={error} />}
    </div>
  );
}

/** The one question of the studio beside quitting: here nothing can be undone. */
function EmptyDialog({ what, onClose }: { what: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const empty = useMutation({
    mutationFn: () => studio.emptyTrash(),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['usage'] });
      toast.done('The trash is empty.');
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Empty the trash?"
      description={`${what} and their recordings are removed for good. This can’t be undone.`}
      footer={
        <>
          <Button onClick={onClose}>Keep them</Button>
          <Button variant="danger" busy={empty.isPending} onClick={() => empty.mutate()}>
            Remove for good
          </Button>
        </>
      }
    >
      {empty.isError && <ErrorNote error={empty.error} />}
    </Dialog>
  );
}

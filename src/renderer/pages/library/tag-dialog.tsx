import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { studio } from '../../api/client.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { toast } from '../../ui/toast.ts';

interface TagDialogProps {
  ids: readonly string[];
  tags: readonly string[];
  onClose: () => void;
}

/** Adds tags to conversations, and takes tags away. */
export function TagDialog({ ids, tags, onClose }: TagDialogProps) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const many = formatCountOf(ids.length, 'conversation');
  const change = useMutation({
    mutationFn: () => studio.tagConversations({ ids: [...ids], add, remove }),
    onSuccess: () => {
      toast.done(`Tags of ${many} changed`);
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Tag ${many}`}
      description="Tags are your own words, to find conversations again."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            busy={change.isPending}
            disabled={add.length + remove.length === 0}
            onClick={() => change.mutate()}
          >
            Change tags
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <Field label="Add">
          <TagInput value={add} onChange={setAdd} suggestions={tags} />
        </Field>
        {tags.length > 0 && (
          <Field label="Take away">
            <TagInput
              value={remove}
              onChange={setRemove}
              suggestions={tags}
              placeholder="Tag to take away"
            />
          </Field>
        )}
        {change.error && <ErrorNote error={change.error} />}
      </div>
    </Dialog>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Conversation } from '../../../contract/conversation.ts';
import { studio } from '../../api/client.ts';
import { useFacets } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/input.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { toast } from '../../ui/toast.ts';
import { useAutosavedText, type AutosavedText } from './use-autosaved-text.ts';

const stateWords: Record<AutosavedText['state'], string> = {
  saved: '',
  waiting: 'Saving…',
  saving: 'Saving…',
  invalid: 'Not saved',
  failed: 'Not saved',
};

/** The user's own words about it: tags and notes, saved as they are written. */
export function NotesCard({ conversation }: { conversation: Conversation }) {
  const { id } = conversation;
  const [tags, setTags] = useTags(conversation);
  const known = useFacets({}).data?.tag.map((tag) => tag.value) ?? [];
  const notes = useAutosavedText(conversation.notes, (text) =>
    studio.annotateConversation({ id, notes: text }),
  );
  return (
    <Card title="Your notes">
      <div className="grid gap-3">
        <Field label="Tags">
          <TagInput value={tags} onChange={(next) => void setTags(next)} suggestions={known} />
        </Field>
        <Field label="Notes" aside={<span role="status">{stateWords[notes.state]}</span>}>
          <TextArea
            autoGrow
            rows={3}
            maxLength={20_000}
            value={notes.value}
            placeholder="What you noticed"
            onChange={(event) => notes.change(event.target.value)}
            onBlur={notes.flush}
          />
        </Field>
      </div>
    </Card>
  );
}

/** Tags show at once: the next one is added to these, not to what the host knew before. */
function useTags({ id, tags }: Conversation) {
  const queryClient = useQueryClient();
  const [unsaved, setUnsaved] = useState<string[]>();
  const change = async (next: string[]) => {
    setUnsaved(next);
    try {
      const saved = await studio.annotateConversation({ id, tags: next });
      queryClient.setQueryData(['conversation', id], saved);
    } catch (error) {
      toast.error(error);
    }
    setUnsaved((latest) => (latest === next ? undefined : latest));
  };
  return [unsaved ?? tags, change] as const;
}

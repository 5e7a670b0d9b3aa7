import type { Conversation } from '../../../contract/conversation.ts';
import { studio } from '../../api/client.ts';
import { useFacets } from '../../api/queries.ts';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/input.tsx';
import { TagInput } from '../../ui/tag-input.tsx';
import { toast } from '../../ui/toast.ts';
import { useAutosave, type Autosave } from './use-autosave.ts';

const stateWords: Record<Autosave['state'], string> = {
  saved: '',
  changed: 'Saving…',
  saving: 'Saving…',
  failed: 'Not saved',
};

/** The user's own words about it: tags and notes, saved as they are written. */
export function NotesCard({ conversation }: { conversation: Conversation }) {
  const { id, tags } = conversation;
  const known = useFacets({}).data?.tag.map((tag) => tag.value) ?? [];
  const notes = useAutosave(conversation.notes, (text) =>
    studio.annotateConversation({ id, notes: text }),
  );
  const setTags = (next: string[]) =>
    void studio.annotateConversation({ id, tags: next }).catch(toast.error);
  return (
    <Card title="Your notes">
      <div className="grid gap-3">
        <Field label="Tags">
          <TagInput value={tags} onChange={setTags} suggestions={known} />
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

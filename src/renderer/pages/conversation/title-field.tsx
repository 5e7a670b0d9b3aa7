import { useRef, type KeyboardEvent } from 'react';
import type { Conversation } from '../../../contract/conversation.ts';
import { studio } from '../../api/client.ts';
import { useAutosavedText } from './use-autosaved-text.ts';

/** The title, to be changed where it stands. Empty is none: the one before comes back. */
export function TitleField({ conversation }: { conversation: Conversation }) {
  const { id, title } = conversation;
  const before = useRef(title);
  const save = async (text: string) => {
    if (text.trim()) await studio.annotateConversation({ id, title: text.trim() });
  };
  const { value, change, flush } = useAutosavedText(title, save);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') change(before.current);
    if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <input
      aria-label="Title"
      value={value}
      maxLength={200}
      spellCheck={false}
      title="Change the title"
      onFocus={() => {
        before.current = title;
      }}
      onChange={(event) => change(event.target.value)}
      onBlur={() => {
        if (!value.trim()) change(before.current);
        flush();
      }}
      onKeyDown={onKeyDown}
      className="-ml-2 field-sizing-content h-8 max-w-full min-w-12 truncate rounded-control border border-transparent bg-transparent px-2 font-semibold hover:border-line-strong focus:border-line-strong"
    />
  );
}

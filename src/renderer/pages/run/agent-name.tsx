import { Avatar } from '../../ui/avatar.tsx';

/** In the sentence, in the place of a chooser: an agent of one's own is named under Options. */
export function AgentName({ name }: { name: string }) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-2 px-2 py-1 align-middle font-semibold text-text">
      <Avatar name={name} side="b" />
      <span className="truncate leading-snug">{name}</span>
    </span>
  );
}

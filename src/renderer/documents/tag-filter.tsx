import { clsx } from 'clsx';
import { ChevronDown } from 'lucide-react';
import { formatCountOf } from '../format/index.ts';
import { buttonClass } from '../ui/button.tsx';
import { Combobox } from '../ui/combobox.tsx';

/** Tags that stand in the bar; the others are behind one button. */
const IN_SIGHT = 6;

interface TagFilterProps {
  tags: readonly { tag: string; count: number }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Tags to narrow a list by; a document needs all that are pressed. */
export function TagFilter({ tags, chosen, onChange }: TagFilterProps) {
  const toggle = (tag: string) =>
    onChange(chosen.includes(tag) ? chosen.filter((each) => each !== tag) : [...chosen, tag]);
  const inSight = tags.filter(({ tag }, index) => index < IN_SIGHT || chosen.includes(tag));
  const others = tags.filter((each) => !inSight.includes(each));
  return (
    <div role="group" aria-label="Filter by tag" className="flex min-w-0 flex-1 flex-wrap gap-1">
      {inSight.map(({ tag, count }) => (
        <TagButton
          key={tag}
          tag={tag}
          count={count}
          pressed={chosen.includes(tag)}
          onPress={() => toggle(tag)}
        />
      ))}
      {others.length > 0 && (
        <Combobox
          label="More tags"
          value=""
          onChange={toggle}
          options={others.map(({ tag, count }) => ({
            value: tag,
            label: tag,
            hint: `on ${formatCountOf(count, 'card')}`,
          }))}
          searchPlaceholder="Search tags"
          trigger={
            <button type="button" className={buttonClass('quiet', 'sm')}>
              More tags <ChevronDown aria-hidden />
            </button>
          }
        />
      )}
    </div>
  );
}

interface TagButtonProps {
  tag: string;
  count: number;
  pressed: boolean;
  onPress: () => void;
}

function TagButton({ tag, count, pressed, onPress }: TagButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={clsx(
        'flex h-8 shrink-0 items-center gap-1.5 rounded-control border px-2.5 text-sm transition-colors',
        pressed
          ? 'border-accent bg-raise font-[550] text-text'
          : 'border-line text-dim hover:border-edge hover:text-text',
      )}
    >
      {tag}
      <span className="text-xs font-normal text-faint">{count}</span>
    </button>
  );
}

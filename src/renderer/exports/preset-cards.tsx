import { clsx } from 'clsx';
import { AudioLines, Ear, Headphones, MessagesSquare, PackageOpen, Smile } from 'lucide-react';
import { useId } from 'react';
import type { ExportForm } from './export-form.ts';
import { presetOf, PRESETS, withPreset, type Preset } from './presets.ts';

const icons: Record<Preset['id'], typeof Ear> = {
  listen: Headphones,
  copy: PackageOpen,
  asr: Ear,
  diarization: AudioLines,
  huggingface: Smile,
  moshi: MessagesSquare,
};

interface PresetCardsProps {
  form: ExportForm;
  onChange: (form: ExportForm) => void;
}

/** What one wants to do with the files: a press sets all that this needs. */
export function PresetCards({ form, onChange }: PresetCardsProps) {
  const id = useId();
  const chosen = presetOf(form);
  return (
    <section aria-labelledby={id} className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <h3 id={id} className="text-sm font-[550]">
          What is the export for?
        </h3>
        <p role="status" className="text-xs text-dim">
          {!chosen && 'Your own choice'}
        </p>
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(13.5rem,1fr))] gap-2">
        {PRESETS.map((preset, index) => (
          <li key={preset.id} className="flex">
            <PresetCard
              preset={preset}
              first={index === 0}
              chosen={preset === chosen}
              onChoose={() => onChange(withPreset(form, preset))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PresetCardProps {
  preset: Preset;
  first: boolean;
  chosen: boolean;
  onChoose: () => void;
}

function PresetCard({ preset, first, chosen, onChoose }: PresetCardProps) {
  const Icon = icons[preset.id];
  return (
    <button
      type="button"
      aria-pressed={chosen}
      data-first={first || undefined}
      onClick={onChoose}
      className={clsx(
        'grid w-full grid-cols-[1.25rem_minmax(0,1fr)] content-start items-center gap-x-2.5 rounded-control border px-3 py-2 text-left transition-colors',
        chosen ? 'border-accent bg-raise' : 'border-line-strong bg-panel hover:bg-raise',
      )}
    >
      <Icon aria-hidden className={clsx('size-4.5', chosen ? 'text-text' : 'text-faint')} />
      <span className="truncate font-[550]">{preset.label}</span>
      <span className="col-start-2 text-xs text-dim">{preset.hint}</span>
    </button>
  );
}

import { useMutation } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useState } from 'react';
import type { ExportFormat } from '../../../contract/export-api.ts';
import { shell, studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.ts';
import { exportFormats, formatWords } from './export-formats.ts';
import { ExportProgressView } from './export-progress-view.tsx';

/** Chooses formats and a folder, writes, and says where it is. */
export function ExportForm({ ids }: { ids: readonly string[] }) {
  const [formats, setFormats] = useState<readonly ExportFormat[]>(exportFormats);
  const [directory, setDirectory] = useState('');
  const start = useMutation({
    mutationFn: () =>
      studio.startExport({
        ids: [...ids],
        formats: [...formats],
        ...(directory.trim() && { directory: directory.trim() }),
      }),
  });
  const choose = async () => {
    try {
      const chosen = await shell?.chooseDirectory();
      if (chosen) setDirectory(chosen);
    } catch (error) {
      toast.error(error);
    }
  };
  const toggle = (format: ExportFormat, on: boolean) =>
    setFormats(exportFormats.filter((each) => (each === format ? on : formats.includes(each))));
  return (
    <div className="grid max-w-xl gap-4">
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-[550]">Formats</legend>
        {exportFormats.map((format) => (
          <Checkbox
            key={format}
            checked={formats.includes(format)}
            onChange={(on) => toggle(format, on)}
            label={
              <span className="block py-1">
                {formatWords[format].label}
                <span className="block text-xs text-dim">{formatWords[format].hint}</span>
              </span>
            }
          />
        ))}
      </fieldset>
      <Field label="Folder" hint="Left empty: a new folder in your Downloads.">
        <Input
          value={directory}
          onChange={(event) => setDirectory(event.target.value)}
          placeholder="A new folder in Downloads"
          spellCheck={false}
        />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          busy={start.isPending}
          disabled={formats.length === 0}
          onClick={() => start.mutate()}
        >
          Export
        </Button>
        {shell && (
          <Button icon={<FolderOpen aria-hidden />} onClick={() => void choose()}>
            Choose folder…
          </Button>
        )}
      </div>
      {start.error && <ErrorNote error={start.error} />}
      {start.data && <ExportProgressView first={start.data} />}
    </div>
  );
}

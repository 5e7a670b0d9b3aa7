import type { PerSide } from '../../contract/side.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { FoldGroup } from '../ui/fold.tsx';
import { AudioFold } from './audio-fold.tsx';
import { AugmentFold } from './augment-fold.tsx';
import { DatasetFold } from './dataset-fold.tsx';
import { FolderField } from './folder-field.tsx';
import { PresetCards } from './preset-cards.tsx';
import { TextFold } from './text-fold.tsx';
import type { ExportWork } from './use-export.ts';

interface ExportFieldsProps {
  work: ExportWork;
  names: PerSide<string>;
}

/** What is written and where: a purpose first, everything else folded to a line each. */
export function ExportFields({ work, names }: ExportFieldsProps) {
  const { form, change, problems, directory, setDirectory, error, resume } = work;
  const part = { form, problems, names, onChange: change };
  return (
    <div className="grid gap-4">
      <PresetCards form={form} onChange={change} />
      <FoldGroup>
        <TextFold {...part} />
        <AudioFold {...part} />
        <DatasetFold {...part} />
        <AugmentFold {...part} />
      </FoldGroup>
      <FolderField
        label="Folder"
        placeholder="A new folder in Downloads"
        error={problems.directory}
        value={directory}
        onChange={setDirectory}
      />
      {error ? <ErrorNote error={error} /> : null}
      {resume && (
        <Button className="justify-self-start" busy={work.starting} onClick={resume}>
          Go on with what is there
        </Button>
      )}
    </div>
  );
}

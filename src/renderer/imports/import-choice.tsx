import { FileAudio, FileDown, X } from 'lucide-react';
import { useId, useRef } from 'react';
import type { StartImport } from '../../contract/import-api.ts';
import { FolderField } from '../exports/folder-field.tsx';
import { formatBytes, formatCountOf } from '../format/numbers.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { DropZone } from '../ui/drop-zone.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { toast } from '../ui/toast.ts';
import { filesOfDrop, filesOfInput, type FoundFile } from './dropped-files.ts';
import type { WantedFiles } from './wanted-files.ts';

type Known = NonNullable<StartImport['known']>;

const knownWords: Record<Known, string> = {
  skip: 'It stays as it is, and what you import of it is left out.',
  copy: 'It stays, and a copy comes beside it.',
};

interface ImportChoiceProps {
  files: readonly FoundFile[];
  found: WantedFiles<FoundFile>;
  path: string;
  known: Known;
  /** Why the last try failed. */
  error: unknown;
  onFiles: (files: readonly FoundFile[]) => void;
  onPath: (path: string) => void;
  onKnown: (known: Known) => void;
}

/** What is imported: files, or a folder by its path. */
export function ImportChoice(props: ImportChoiceProps) {
  const { files, found, path, known, error, onFiles, onPath, onKnown } = props;
  return (
    <div className="grid gap-4">
      {files.length > 0 ? (
        <ChosenFiles found={found} onClear={() => onFiles([])} />
      ) : (
        <>
          <DropArea onFiles={onFiles} />
          <FolderField
            label="Or by its path on this computer"
            hint="A folder that was exported, with all conversations in it, or one conversation.json."
            placeholder="/home/you/Downloads/Duologue 2026-11-23"
            value={path}
            onChange={onPath}
          />
        </>
      )}
      <Field label="What is in the library already" hint={knownWords[known]}>
        <Segmented
          label="What is in the library already"
          value={known}
          onChange={onKnown}
          options={[
            { value: 'skip', label: 'Leave out' },
            { value: 'copy', label: 'Take in as a copy' },
          ]}
        />
      </Field>
      {error ? <ErrorNote error={error} /> : null}
    </div>
  );
}

function DropArea({ onFiles }: Pick<ImportChoiceProps, 'onFiles'>) {
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <DropZone
      onDrop={(dropped) => void filesOfDrop(dropped).then(onFiles, toast.error)}
      className="grid justify-items-center gap-2 px-6 py-7 text-center"
    >
      <FileDown aria-hidden className="size-6 stroke-[1.5] text-faint" />
      <p className="font-semibold">Drop an exported folder here</p>
      <p id={id} className="max-w-[46ch] text-sm text-dim">
        Or its files: conversation.json and the recording beside it, of as many conversations as you
        like.
      </p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept=".json,.wav,.flac,.ogg,.opus"
        aria-label="Files to import"
        onChange={(event) => onFiles(filesOfInput(event.target.files))}
      />
      <Button
        className="mt-1"
        data-first
        aria-describedby={id}
        onClick={() => input.current?.click()}
      >
        Choose files…
      </Button>
    </DropZone>
  );
}

interface ChosenFilesProps {
  found: WantedFiles<FoundFile>;
  onClear: () => void;
}

function ChosenFiles({ found, onClear }: ChosenFilesProps) {
  const { documents, sounds, bytes, others } = found;
  return (
    <div className="flex items-center gap-3 rounded-card border border-line-strong px-4 py-3">
      <FileAudio aria-hidden className="size-6 shrink-0 stroke-[1.5] text-faint" />
      <div className="min-w-0 flex-1" role="status">
        {documents === 0 ? (
          <p className="font-semibold text-bad">
            There is no conversation among these files: a JSON document is needed.
          </p>
        ) : (
          <p className="font-semibold">
            {formatCountOf(documents, 'JSON document')} and {formatCountOf(sounds, 'audio file')},{' '}
            {formatBytes(bytes)}
          </p>
        )}
        <p className="text-sm text-dim">
          {others > 0
            ? `${formatCountOf(others, 'other file')} in there: not needed.`
            : 'Ready to be imported.'}
        </p>
      </div>
      <IconButton label="Choose others" onClick={onClear}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

import { useState } from 'react';
import type { StartImport } from '../../contract/import-api.ts';
import { formatBytes } from '../format/numbers.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Progress } from '../ui/progress.tsx';
import { ImportChoice } from './import-choice.tsx';
import { ImportProgressView } from './import-progress-view.tsx';
import type { FoundFile } from './dropped-files.ts';
import { useImport } from './use-import.ts';
import { wantedFiles } from './wanted-files.ts';

interface ImportDialogProps {
  /** Dropped on the page. */
  files: readonly FoundFile[];
  onClose: () => void;
}

/** Takes conversations in: from files, or from a folder of this computer. */
export function ImportDialog({ files: dropped, onClose }: ImportDialogProps) {
  const [files, setFiles] = useState(dropped);
  const [path, setPath] = useState('');
  const [known, setKnown] = useState<NonNullable<StartImport['known']>>('skip');
  const work = useImport();
  const { state } = work;
  const found = wantedFiles(files);
  const ready = files.length > 0 ? found.documents > 0 : path.trim() !== '';
  const start = () => work.start(files.length > 0 ? found.wanted : path.trim(), known);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import conversations"
      className="max-w-xl"
      footer={
        state.kind === 'choosing' && (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              variant="primary"
              data-first={dropped.length > 0 || undefined}
              disabled={!ready}
              onClick={start}
            >
              Import
            </Button>
          </>
        )
      }
    >
      {state.kind === 'choosing' && (
        <ImportChoice
          {...{ files, found, path, known }}
          error={state.error}
          onFiles={setFiles}
          onPath={setPath}
          onKnown={setKnown}
        />
      )}
      {state.kind === 'sending' && (
        <div className="grid gap-3" role="status">
          <p className="font-semibold">Reading the files…</p>
          <Progress
            label="Files read"
            value={state.total > 0 ? state.sent / state.total : undefined}
          />
          <p className="text-sm text-dim">
            {formatBytes(state.sent)} of {formatBytes(state.total)}
          </p>
          <Button className="justify-self-start" onClick={work.stop}>
            Cancel
          </Button>
        </div>
      )}
      {state.kind === 'begun' && (
        <ImportProgressView first={state.first} onAgain={work.again} onClose={onClose} />
      )}
    </Dialog>
  );
}

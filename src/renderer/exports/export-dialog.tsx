import { useState } from 'react';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { ExportFields } from './export-fields.tsx';
import { ExportFoot } from './export-foot.tsx';
import { ExportProgressView } from './export-progress-view.tsx';
import type { ExportScope } from './scopes.ts';
import { SIDE_NAMES } from './side-options.ts';
import { useExport } from './use-export.ts';

interface ExportDialogProps {
  /** What may be exported from where one is; the first one is chosen. */
  scopes: readonly [ExportScope, ...ExportScope[]];
  onClose: () => void;
}

/** Exports conversations. Closing it does not end an export that runs. */
export function ExportDialog({ scopes, onClose }: ExportDialogProps) {
  const [chosen, setChosen] = useState(scopes[0].id);
  const scope = scopes.find(({ id }) => id === chosen) ?? scopes[0];
  const work = useExport({ selection: scope.selection });
  const { begun } = work;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={scopes.length > 1 ? 'Export conversations' : 'Export all conversations'}
      className={begun ? 'max-w-xl' : 'max-w-[52rem]'}
      footer={!begun && <ExportFoot work={work} />}
    >
      {begun ? (
        <ExportProgressView key={begun.id} first={begun} onAgain={work.again} />
      ) : (
        <div className="grid gap-4">
          {scopes.length > 1 && (
            <Field label="Which ones">
              <Segmented
                label="Which ones"
                value={scope.id}
                onChange={setChosen}
                options={scopes.map(({ id, label }) => ({ value: id, label }))}
              />
            </Field>
          )}
          <ExportFields work={work} names={SIDE_NAMES} />
        </div>
      )}
    </Dialog>
  );
}

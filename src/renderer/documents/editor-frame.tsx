import { ChevronLeft, PanelRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { DocumentVersion } from '../../contract/document-api.ts';
import { useMediaQuery } from '../shell/use-media-query.ts';
import { useShortcuts } from '../shell/shortcuts.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Drawer } from '../ui/drawer.tsx';
import { Page } from '../ui/page.tsx';
import { DraftNote } from './draft-note.tsx';
import { SaveState } from './save-state.tsx';
import type { Shelf, StudioDocument } from './shelf.ts';
import type { Editing } from './use-editing.ts';
import { VersionDialog } from './version-dialog.tsx';
import { VersionStrip } from './version-strip.tsx';

interface EditorFrameProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  editing: Editing<T>;
  /** At the right of the top bar. */
  actions?: ReactNode;
  /** The right column; on small windows a drawer. */
  aside: ReactNode;
  asideTitle: string;
  /** The form. */
  children: ReactNode;
}

/** The page of an editor: versions on top, the form at the left, what comes of it at the right. */
export function EditorFrame<T extends StudioDocument>(props: EditorFrameProps<T>) {
  const { shelf, editing, actions, aside, asideTitle, children } = props;
  const [version, setVersion] = useState<DocumentVersion>();
  const [drawer, setDrawer] = useState(false);
  const wide = useMediaQuery('(min-width: 1180px)');
  const { id } = editing.valid;
  useShortcuts(asideTitle, [{ keys: 'mod+s', label: 'Save now', run: () => void editing.flush() }]);
  return (
    <Page
      fill
      title={shelf.naming.nameOf(editing.valid)}
      subtitle={<SaveState state={editing.state} onRetry={() => void editing.flush()} />}
      actions={
        <>
          {!wide && (
            <Button size="sm" icon={<PanelRight aria-hidden />} onClick={() => setDrawer(true)}>
              {asideTitle}
            </Button>
          )}
          {actions}
        </>
      }
      toolbar={
        <>
          <ButtonLink
            href={`/${shelf.plural}`}
            size="sm"
            variant="quiet"
            icon={<ChevronLeft aria-hidden />}
            className="-ml-2.5"
          >
            All {shelf.plural}
          </ButtonLink>
          <VersionStrip
            document={{ kind: shelf.kind, id }}
            chosen={version?.version}
            onChoose={setVersion}
          />
        </>
      }
    >
      <div className="flex min-h-0 flex-1">
        <div className="relative min-w-0 flex-1 overflow-y-auto p-5">
          <div className="mx-auto grid max-w-3xl gap-4">
            {editing.draft && (
              <DraftNote
                draft={editing.draft}
                onTake={editing.takeDraft}
                onDrop={editing.dropDraft}
              />
            )}
            {children}
          </div>
        </div>
        {wide && (
          <aside
            aria-label={asideTitle}
            className="flex w-[clamp(23rem,34vw,34rem)] shrink-0 flex-col border-l border-line bg-panel min-[1820px]:border-r"
          >
            {aside}
          </aside>
        )}
      </div>
      {!wide && (
        <Drawer open={drawer} onOpenChange={setDrawer} title={asideTitle} className="w-[34rem]">
          <div className="flex h-full flex-col">{aside}</div>
        </Drawer>
      )}
      {version && (
        <VersionDialog
          shelf={shelf}
          current={editing.valid}
          version={version}
          onRestore={editing.restore}
          onClose={() => setVersion(undefined)}
        />
      )}
    </Page>
  );
}

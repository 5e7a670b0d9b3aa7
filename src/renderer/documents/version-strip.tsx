import { clsx } from 'clsx';
import { History } from 'lucide-react';
import type { DocumentRef, DocumentVersion } from '../../contract/document-api.ts';
import { useVersions } from '../api/queries.ts';
import { formatDate } from '../format/index.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { useNow } from './use-now.ts';
import { versionLabel } from './version-label.ts';

/** Versions that stand in the strip; the others are behind one button. */
const IN_SIGHT = 6;

interface VersionStripProps {
  document: DocumentRef;
  /** The version that is looked at. */
  chosen: number | undefined;
  onChoose: (version: DocumentVersion) => void;
}

/** The versions of a document, the newest first; pressing an earlier one shows what has changed since. */
export function VersionStrip({ document, chosen, onChoose }: VersionStripProps) {
  const versions = useVersions(document);
  const now = useNow();
  const list = versions.data ?? [];
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <History aria-hidden className="size-4 shrink-0 text-faint" />
      <ol
        aria-label="Versions"
        className="flex min-w-0 gap-1 overflow-x-auto [scrollbar-width:none]"
      >
        {list.slice(0, IN_SIGHT).map((version, index) => (
          <li key={version.version}>
            <button
              type="button"
              disabled={index === 0}
              aria-current={index === 0 ? 'true' : undefined}
              title={formatDate(version.savedAt)}
              onClick={() => onChoose(version)}
              className={clsx(
                'h-8 rounded-control border px-2.5 text-sm whitespace-nowrap transition-colors focus-visible:-outline-offset-2',
                index === 0 || version.version === chosen
                  ? 'border-transparent bg-raise font-[550] text-text'
                  : 'border-line text-dim hover:border-edge hover:text-text',
              )}
            >
              {index === 0 ? 'Now' : versionLabel(version, now)}
            </button>
          </li>
        ))}
      </ol>
      {list.length > IN_SIGHT && (
        <Menu
          label="Older versions"
          align="start"
          trigger={
            <Button size="sm" variant="quiet">
              {list.length - IN_SIGHT} older
            </Button>
          }
          items={list.slice(IN_SIGHT).map((version) => ({
            label: versionLabel(version, now),
            onSelect: () => onChoose(version),
          }))}
        />
      )}
      {list.length === 1 && (
        <span className="truncate text-sm text-dim">No earlier versions yet</span>
      )}
    </div>
  );
}

import { Copy, Ellipsis, FileDown, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatCountOf } from '../format/index.ts';
import { Badge } from '../ui/badge.tsx';
import { IconButton } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import { pathOf, type Shelf, type StudioDocument } from './shelf.ts';
import type { DocumentActions } from './use-document-actions.ts';

interface DocumentCardProps<T extends StudioDocument> {
  shelf: Shelf<T>;
  document: T;
  actions: DocumentActions<T>;
  picture: ReactNode;
  /** Under the name. */
  line: ReactNode;
  text: string;
  /** At the foot, before the count. */
  foot?: ReactNode;
  /** Conversations it took part in; undefined while that isn't known. */
  used: number | undefined;
}

/** A document in a list. The whole card opens it; its buttons lie above. */
export function DocumentCard<T extends StudioDocument>(props: DocumentCardProps<T>) {
  const { shelf, document, actions, picture, line, text, foot, used } = props;
  const name = shelf.naming.nameOf(document);
  return (
    <article className="relative flex h-full min-h-44 flex-col gap-3 rounded-card border border-line bg-panel p-4 transition-colors focus-within:border-edge hover:border-edge">
      <header className="flex items-start gap-3">
        {picture}
        <div className="min-w-0 flex-1">
          <h2 className="line-clamp-2 font-semibold break-words">
            <Link
              data-card-link
              href={pathOf(shelf, document.id)}
              className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
            >
              {name}
            </Link>
          </h2>
          <p className="truncate text-xs text-dim">{line}</p>
        </div>
        <div className="relative -mt-1 -mr-2">
          <CardMenu name={name} document={document} actions={actions} />
        </div>
      </header>
      <p className="line-clamp-3 text-sm text-dim">{text}</p>
      <footer className="mt-auto grid gap-2.5">
        {document.tags.length > 0 && (
          <div className="flex h-5 flex-wrap gap-1 overflow-hidden">
            {document.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </div>
        )}
        <div className="flex min-h-8 items-center justify-between gap-3 text-xs text-dim">
          <div className="relative flex min-w-0 items-center gap-1">{foot}</div>
          <span className="shrink-0">
            {used === undefined
              ? ''
              : used === 0
                ? 'not used yet'
                : formatCountOf(used, 'conversation')}
          </span>
        </div>
      </footer>
    </article>
  );
}

interface CardMenuProps<T extends StudioDocument> {
  name: string;
  document: T;
  actions: DocumentActions<T>;
}

/** What can be done with a document, behind three dots. */
export function CardMenu<T extends StudioDocument>({ name, document, actions }: CardMenuProps<T>) {
  return (
    <Menu
      label={`Actions for ${name}`}
      trigger={
        <IconButton label={`Actions for ${name}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
      items={[
        { label: 'Duplicate', icon: <Copy />, onSelect: () => void actions.duplicate(document) },
        {
          label: 'Export as YAML',
          icon: <FileDown />,
          onSelect: () => void actions.download(document, 'yaml'),
        },
        {
          label: 'Export as JSON',
          icon: <FileDown />,
          onSelect: () => void actions.download(document, 'json'),
        },
        'separator',
        {
          label: 'Delete',
          icon: <Trash2 />,
          danger: true,
          onSelect: () => void actions.remove(document),
        },
      ]}
    />
  );
}

import { Link, Redirect, useParams } from 'wouter';
import { useSettings } from '../../api/queries.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { sections, type Section } from './sections.tsx';

/** Settings: the sections at the left (on top in small windows), the chosen one beside. */
export default function SettingsPage() {
  const { section: wanted } = useParams<{ section?: string }>();
  const section = wanted === undefined ? sections[0] : sections.find(({ id }) => id === wanted);
  if (!section) return <Redirect to="/settings" replace />;
  return (
    <Page title="Settings" subtitle={section.label}>
      <div className="grid gap-5 lg:grid-cols-[11rem_minmax(0,48rem)]">
        <SectionLinks current={section} />
        <SectionBody key={section.id} section={section} />
      </div>
    </Page>
  );
}

function SectionLinks({ current }: { current: Section }) {
  return (
    <nav
      aria-label="Settings"
      className="flex flex-wrap gap-1 self-start lg:sticky lg:top-0 lg:flex-col"
    >
      {sections.map(({ id, label, icon: Icon }) => (
        <Link
          key={id}
          href={`/settings/${id}`}
          aria-current={id === current.id ? 'page' : undefined}
          className="flex h-9 items-center gap-2.5 rounded-control px-3 text-dim transition-colors hover:text-text aria-[current]:bg-raise aria-[current]:font-[550] aria-[current]:text-text"
        >
          <Icon aria-hidden className="size-4" />
          {label}
        </Link>
      ))}
    </nav>
  );
}

function SectionBody({ section: { Body } }: { section: Section }) {
  const settings = useSettings();
  if (settings.isPending) return <Skeleton className="h-64 rounded-card" />;
  if (settings.isError) {
    return <ErrorNote error={settings.error} onRetry={() => void settings.refetch()} />;
  }
  return (
    <div className="grid content-start gap-4">
      {settings.data.notices.map((notice, index) => (
        <ErrorNote key={index} error={notice} />
      ))}
      <Body view={settings.data} />
    </div>
  );
}

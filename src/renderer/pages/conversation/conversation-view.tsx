import { useEffect, useState } from 'react';
import { useSearch } from 'wouter';
import type { Conversation } from '../../../contract/conversation.ts';
import { useExport } from '../../exports/use-export.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { Drawer } from '../../ui/drawer.tsx';
import { Page } from '../../ui/page.tsx';
import { AboutCard } from './about-card.tsx';
import { clipOf } from './clip-selection.ts';
import { ConversationTabs, type TabName } from './conversation-tabs.tsx';
import type { ExportPart } from './exports-tab.tsx';
import { EgressCard } from './egress-card.tsx';
import type { MetricItem } from './metric-items.ts';
import { NotesCard } from './notes-card.tsx';
import { PageActions } from './page-actions.tsx';
import { PlayerBar } from './player-bar.tsx';
import { localRecording } from './recording.ts';
import { Score } from './score.tsx';
import { TitleField } from './title-field.tsx';
import { UsageCard } from './usage-card.tsx';
import { usePlayer } from './use-player.ts';
import { usePlayerShortcuts } from './use-player-shortcuts.ts';
import { useSelected } from './use-selected.ts';

/** A conversation that has ended: to listen to, read, measure and keep. */
export function ConversationView({ conversation }: { conversation: Conversation }) {
  const { title, turns, durationMs, config } = conversation;
  const player = usePlayer();
  const selecting = useSelected(turns, player);
  const { selected, selection, onSpan } = selecting;
  const [tab, setTab] = useState<TabName>('transcript');
  const [part, setPart] = useState<ExportPart>('whole');
  const [lit, setLit] = useState<MetricItem>();
  const [aside, setAside] = useState(false);
  const beside = useMediaQuery('(min-width: 72rem)');
  const playable = localRecording(conversation) !== undefined;
  const start = startOf(useSearch());
  useEffect(() => {
    if (start !== undefined) player.seek(Math.min(start, durationMs));
  }, [player, start, durationMs]);
  usePlayerShortcuts({
    ...{ player, turns, durationMs, selection },
    onSelect: onSpan,
    onStep: selecting.step,
    enabled: playable,
  });
  const selectedIds = { kind: 'ids' as const, ids: [conversation.id] };
  const clip = part === 'clip' ? clipOf(selected, turns) : undefined;
  // Here, not in its tab: what was chosen and begun outlasts a look at the transcript.
  const work = useExport({ selection: selectedIds, clip }, tab === 'exports');
  const playSelection = () => {
    if (!selection) return;
    player.seek(selection.fromMs);
    void player.play(selection);
  };
  const light = (item: MetricItem | undefined) => {
    setLit(item);
    if (item?.span) player.seek(item.span.fromMs);
  };
  const cards = (
    <>
      <AboutCard conversation={conversation} />
      <NotesCard conversation={conversation} />
      <UsageCard conversation={conversation} />
      <EgressCard egress={conversation.egress} />
    </>
  );
  return (
    <Page
      fill
      title={title}
      heading={<TitleField conversation={conversation} />}
      subtitle={`${config.personas.a.name} × ${config.personas.b.name}`}
      actions={
        <PageActions
          conversation={conversation}
          onAside={beside ? undefined : () => setAside(true)}
        />
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-4 p-5 pb-4 max-lg:gap-3 max-lg:p-3">
        <Score
          {...{ conversation, player, selection }}
          highlight={lit?.span ?? null}
          onSelect={onSpan}
        />
        <div className="flex min-h-0 flex-1 gap-4">
          <ConversationTabs
            {...{ conversation, player, tab, selected }}
            onTab={setTab}
            onSelectTurn={selecting.onSelectTurn}
            exports={{
              ...{ work, part, selected, selection, onSpan },
              onPart: setPart,
              onPlay: playable ? playSelection : undefined,
            }}
            lit={lit?.id}
            onLight={light}
          />
          {beside && (
            <aside
              aria-label="Facts and notes"
              className="grid w-76 shrink-0 content-start gap-4 overflow-y-auto"
            >
              {cards}
            </aside>
          )}
        </div>
      </div>
      {playable && (
        <PlayerBar
          {...{ conversation, player, selection }}
          onSelect={onSpan}
          onPlaySelection={playSelection}
          onExportSelection={() => {
            setPart('clip');
            setTab('exports');
          }}
        />
      )}
      <Drawer open={aside && !beside} onOpenChange={setAside} title="Facts and notes">
        <div className="grid gap-4">{cards}</div>
      </Drawer>
    </Page>
  );
}

/** Where the address says to begin, ms. */
function startOf(search: string): number | undefined {
  const value = new URLSearchParams(search).get('t');
  const ms = value === null ? Number.NaN : Number(value);
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

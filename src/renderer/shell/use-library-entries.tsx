import { BookOpen, MessageSquareText, Play, Quote } from 'lucide-react';
import { useLocation } from 'wouter';
import { useConversationPage, usePersonas, useScenarios, useSearch } from '../api/queries.ts';
import { formatDay } from '../format/dates.ts';
import { formatClock } from '../format/times.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Marked } from '../ui/marked.tsx';
import type { PaletteEntry } from './palette-entry.ts';
import { runScenario } from './run-scenario.ts';

/** How many of the newest conversations are looked through by title. */
const RECENT = 200;
/** How many places where the words were said are shown. */
const HITS = 8;

/** What the library holds. Words that were said are searched for; all else is ranked by the palette. */
export function useLibraryEntries(query: string): PaletteEntry[] {
  return [...usePersonaEntries(), ...useScenarioEntries(), ...useTitleEntries(), ...useSaid(query)];
}

const address = (page: string, id: string) => `/${page}/${encodeURIComponent(id)}`;

function usePersonaEntries(): PaletteEntry[] {
  const [, navigate] = useLocation();
  const { data = [] } = usePersonas();
  return data.map(({ id, name, goal }) => ({
    id: `persona ${id}`,
    group: 'Personas',
    words: [name, 'persona'],
    icon: <Avatar name={name} size={24} />,
    hint: goal,
    run: () => navigate(address('personas', id)),
  }));
}

function useScenarioEntries(): PaletteEntry[] {
  const [, navigate] = useLocation();
  const { data = [] } = useScenarios();
  return data.flatMap(({ id, title }) => [
    {
      id: `scenario ${id}`,
      group: 'Scenarios',
      words: [title, 'scenario'],
      icon: <BookOpen aria-hidden />,
      run: () => navigate(address('scenarios', id)),
    },
    {
      id: `run ${id}`,
      group: 'Scenarios',
      words: [`Run ${title}`, 'scenario', 'start'],
      icon: <Play aria-hidden />,
      hint: 'starts now',
      run: () => void runScenario(id, navigate),
    },
  ]);
}

function useTitleEntries(): PaletteEntry[] {
  const [, navigate] = useLocation();
  const { data } = useConversationPage({ limit: RECENT });
  return (data?.items ?? []).map(({ id, title, speakers, createdAt }) => ({
    id: `conversation ${id}`,
    group: 'Conversations',
    words: [title, speakers.a, speakers.b, 'conversation'],
    icon: <MessageSquareText aria-hidden />,
    hint: `${speakers.a} × ${speakers.b} · ${formatDay(createdAt)}`,
    run: () => navigate(address('library', id)),
  }));
}

function useSaid(query: string): PaletteEntry[] {
  const [, navigate] = useLocation();
  const { data = [] } = useSearch({ query, limit: HITS });
  if (query === '') return [];
  return data.map(({ conversationId, turnId, snippet, speaker, title, startMs }) => ({
    id: `said ${conversationId} ${turnId}`,
    group: 'Said',
    words: [],
    found: true,
    label: <Marked text={snippet} />,
    icon: <Quote aria-hidden />,
    hint: `${speaker} · ${title} · ${formatClock(startMs)}`,
    run: () => navigate(`${address('library', conversationId)}?t=${Math.round(startMs)}`),
  }));
}

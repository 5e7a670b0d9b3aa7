import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DocumentKind, DocumentRef } from '../../contract/document-api.ts';
import type {
  ConversationFilter,
  ListConversations,
  Peaks,
  Search,
} from '../../contract/library-api.ts';
import type { Provider } from '../../contract/provider.ts';
import { studio } from './client.ts';

/* One hook for each thing that a page reads of the host. Each returns TanStack's UseQueryResult. */

export const useOverview = () =>
  useQuery({ queryKey: ['overview'], queryFn: () => studio.getOverview() });

/** Kept up to date by `system` events. */
export const useSystem = () =>
  useQuery({ queryKey: ['system'], queryFn: () => studio.getSystem() });

export const usePersonas = () =>
  useQuery({ queryKey: ['personas'], queryFn: () => studio.listPersonas() });

export const usePersona = (id: string) =>
  useQuery({ queryKey: ['persona', id], queryFn: () => studio.getPersona(id) });

export const useScenarios = () =>
  useQuery({ queryKey: ['scenarios'], queryFn: () => studio.listScenarios() });

export const useScenario = (id: string) =>
  useQuery({ queryKey: ['scenario', id], queryFn: () => studio.getScenario(id) });

export const useDocumentFacts = (kind: DocumentKind) =>
  useQuery({ queryKey: ['facts', kind], queryFn: () => studio.describeDocuments(kind) });

export const useVersions = (ref: DocumentRef) =>
  useQuery({ queryKey: ['versions', ref.kind, ref.id], queryFn: () => studio.listVersions(ref) });

export const useConversation = (id: string) =>
  useQuery({ queryKey: ['conversation', id], queryFn: () => studio.getConversation(id) });

/** A page of the library; the one before stays until it has come. */
export const useConversationPage = (request: ListConversations) =>
  useQuery({
    queryKey: ['conversations', request],
    queryFn: () => studio.listConversations(request),
    placeholderData: keepPreviousData,
  });

export const useFacets = (filter: ConversationFilter) =>
  useQuery({
    queryKey: ['facets', filter],
    queryFn: () => studio.countFacets(filter),
    placeholderData: keepPreviousData,
  });

/** Asks nothing while the query is empty. */
export const useSearch = (request: Search) =>
  useQuery({
    queryKey: ['search', request],
    queryFn: () => studio.searchTurns(request),
    placeholderData: keepPreviousData,
    enabled: request.query.trim() !== '',
    // Every letter typed is a query of its own.
    gcTime: 30_000,
  });

/** Peaks of a recording, one byte for each value. */
export interface DecodedPeaks {
  a: Uint8Array;
  b: Uint8Array;
  durationMs: number;
}

export const usePeaks = (id: string) =>
  useQuery({
    queryKey: ['conversation', id, 'peaks'],
    queryFn: () => studio.getPeaks(id),
    select: decodePeaks,
  });

function decodePeaks({ a, b, durationMs }: Peaks): DecodedPeaks {
  return { a: bytesOf(a), b: bytesOf(b), durationMs };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

export const useVoices = (provider: Provider) =>
  useQuery({ queryKey: ['voices', provider], queryFn: () => studio.listVoices(provider) });

export const useSettings = () =>
  useQuery({ queryKey: ['settings'], queryFn: () => studio.getSettings() });

export const useDataUsage = () =>
  useQuery({ queryKey: ['usage'], queryFn: () => studio.getDataUsage() });

export { useExports } from './exports-store.ts';

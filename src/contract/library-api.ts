import { z } from 'zod';
import type { LoggedEvent } from './conversation-document.ts';
import {
  conversationStatusSchema,
  type Conversation,
  type ConversationSummary,
} from './conversation.ts';
import { playerSourceSchema } from './provider.ts';

const values = z.array(z.string().min(1).max(200)).max(100);

/** Which conversations of the library. Within one field any value fits, all fields have to. */
export const conversationFilterSchema = z.strictObject({
  /** Scenario ids. */
  scenario: values.optional(),
  /** Persona ids, on either side. */
  persona: values.optional(),
  provider: z.array(playerSourceSchema).max(10).optional(),
  status: z.array(conversationStatusSchema).max(10).optional(),
  tag: values.optional(),
  /** ISO 8601; created at or after, and before. */
  from: z.iso.datetime().optional(),
  before: z.iso.datetime().optional(),
  /** Length of the recording, ms. */
  minMs: z.number().min(0).optional(),
  maxMs: z.number().min(0).optional(),
  /** What lies in the trash instead of what doesn't. */
  trash: z.boolean().default(false),
});
export type ConversationFilter = z.input<typeof conversationFilterSchema>;

export const sortSchema = z.enum([
  'newest',
  'oldest',
  'longest',
  'shortest',
  'most-turns',
  'title',
  /** Largest median gap, most overlap; conversations without come last. */
  'gap',
  'overlap',
]);
export type Sort = z.infer<typeof sortSchema>;

export const listConversationsSchema = z.strictObject({
  limit: z.number().int().min(1).max(1000).default(50),
  offset: z.number().int().min(0).default(0),
  sort: sortSchema.default('newest'),
  filter: conversationFilterSchema.default({ trash: false }),
});
export type ListConversations = z.input<typeof listConversationsSchema>;

export const searchSchema = z.strictObject({
  query: z.string().max(500),
  limit: z.number().int().min(1).max(200).default(50),
  filter: conversationFilterSchema.default({ trash: false }),
});
export type Search = z.input<typeof searchSchema>;

/** One turn that matches a search. */
export interface SearchHit {
  conversationId: string;
  title: string;
  turnId: string;
  side: 'a' | 'b';
  speaker: string;
  startMs: number;
  /** ISO 8601, UTC: when the conversation was made. */
  createdAt: string;
  /** The words around the match; the match stands between U+0002 and U+0003. */
  snippet: string;
}

/** One value of a facet and how many conversations have it, all other fields of the filter applied. */
export interface FacetValue {
  value: string;
  label: string;
  count: number;
}

export interface Facets {
  scenario: FacetValue[];
  persona: FacetValue[];
  provider: FacetValue[];
  status: FacetValue[];
  tag: FacetValue[];
}

const ids = z.array(z.string().min(1).max(200)).min(1).max(10_000);
export const conversationIdsSchema = z.strictObject({ ids });
export type ConversationIds = z.infer<typeof conversationIdsSchema>;

const tagSchema = z.string().trim().min(1).max(40);

export const annotateSchema = z.strictObject({
  id: z.string().min(1).max(200),
  title: z.string().trim().min(1).max(200).optional(),
  notes: z.string().max(20_000).optional(),
  tags: z.array(tagSchema).max(50).optional(),
});
export type Annotate = z.infer<typeof annotateSchema>;

export const tagConversationsSchema = z.strictObject({
  ids,
  add: z.array(tagSchema).max(50).default([]),
  remove: z.array(tagSchema).max(50).default([]),
});
export type TagConversations = z.input<typeof tagConversationsSchema>;

/** Values per second of `Peaks` and of live peaks: one for every 20 ms. */
export const PEAKS_PER_SECOND = 50;

/** The loudest sample of each 20 ms of a recording, per side. */
export interface Peaks {
  /** One byte for each value, 0 (silence) to 255 (full scale), linear; base64. */
  a: string;
  b: string;
  /** Values of each side. */
  length: number;
  durationMs: number;
}

/** The finished conversations: what the library page and the conversation page ask. */
export interface LibraryCalls {
  getConversation(id: string): Promise<Conversation>;
  /** The log of its run, in the order in which it was written. */
  listEvents(id: string): Promise<LoggedEvent[]>;
  listConversations(
    request?: ListConversations,
  ): Promise<{ total: number; items: ConversationSummary[] }>;
  /** Counts for the facets under this filter. */
  countFacets(filter?: ConversationFilter): Promise<Facets>;
  searchTurns(request: Search): Promise<SearchHit[]>;
  /** Changes title, notes or tags; what isn't named stays. */
  annotateConversation(request: Annotate): Promise<Conversation>;
  tagConversations(request: TagConversations): Promise<void>;
  /** Into the trash, and out of it. A running one is a `conflict`, and then none is moved. */
  trashConversations(request: ConversationIds): Promise<void>;
  restoreConversations(request: ConversationIds): Promise<void>;
  /** Deletes what lies in the trash for good; resolves with how many. */
  emptyTrash(): Promise<{ deleted: number }>;
  /** Deletes the conversation and its recordings for good. A running one is a `conflict`. */
  deleteConversation(id: string): Promise<void>;
  /** Computed once per recording and kept beside it. `not-found` when there is no recording. */
  getPeaks(id: string): Promise<Peaks>;
}

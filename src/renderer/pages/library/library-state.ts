import {
  conversationFilterSchema,
  sortSchema,
  type ConversationFilter,
  type Sort,
} from '../../../contract/library-api.ts';

/** What the library shows: all of it stands in the address, so that it can be kept, shared and gone back to. */
export interface LibraryState {
  query: string;
  sort: Sort;
  filter: ConversationFilter;
}

/** Facets with several values. */
const facetNames = ['scenario', 'persona', 'provider', 'status', 'tag'] as const;
export type FacetName = (typeof facetNames)[number];

/** The values that are chosen of a facet. */
export function chosen(filter: ConversationFilter, name: FacetName): readonly string[] {
  return filter[name] ?? [];
}

/** Reads an address. What isn't valid in it (an old link, a slip of the hand) is left out. */
export function parseState(search: string): LibraryState {
  const params = new URLSearchParams(search);
  const raw: Record<string, unknown> = { trash: params.get('trash') === '1' };
  for (const name of facetNames) if (params.has(name)) raw[name] = params.getAll(name);
  for (const name of ['from', 'before']) if (params.has(name)) raw[name] = params.get(name);
  for (const name of ['minMs', 'maxMs']) if (params.has(name)) raw[name] = Number(params.get(name));
  return {
    query: params.get('q') ?? '',
    sort: sortSchema.catch('newest').parse(params.get('sort') ?? 'newest'),
    filter: validFilter(raw),
  };
}

function validFilter(raw: Record<string, unknown>): ConversationFilter {
  const fields = Object.entries(raw).filter(
    ([name, value]) => conversationFilterSchema.safeParse({ [name]: value }).success,
  );
  return conversationFilterSchema.parse(Object.fromEntries(fields));
}

/** The address of a state, without the question mark; usual values are left out. */
export function formatState({ query, sort, filter }: LibraryState): string {
  const params = new URLSearchParams();
  if (query.trim()) params.set('q', query);
  for (const name of facetNames)
    for (const value of chosen(filter, name)) params.append(name, value);
  for (const name of ['from', 'before', 'minMs', 'maxMs'] as const) {
    if (filter[name] !== undefined) params.set(name, String(filter[name]));
  }
  if (sort !== 'newest') params.set('sort', sort);
  if (filter.trash) params.set('trash', '1');
  return params.toString();
}

/** The filter with a facet's value chosen, or not any more. */
export function toggleFacet(
  filter: ConversationFilter,
  name: FacetName,
  value: string,
): ConversationFilter {
  const now = chosen(filter, name);
  const next = now.includes(value) ? now.filter((each) => each !== value) : [...now, value];
  const { [name]: _without, ...rest } = filter;
  return next.length === 0 ? rest : validFilter({ ...rest, [name]: next });
}

/** Fields to set; undefined takes one out. */
export type FilterChange = { [K in keyof ConversationFilter]?: ConversationFilter[K] | undefined };

/** The filter with fields set, or taken out. */
export function withFields(filter: ConversationFilter, change: FilterChange): ConversationFilter {
  const all: Record<string, unknown> = { ...filter, ...change };
  const set = Object.entries(all).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set);
}

/** How many fields narrow the list down; the trash is a place, no filter. */
export function filterCount(filter: ConversationFilter): number {
  const facets = facetNames.reduce((sum, name) => sum + chosen(filter, name).length, 0);
  const date = filter.from !== undefined || filter.before !== undefined ? 1 : 0;
  const length = filter.minMs !== undefined || filter.maxMs !== undefined ? 1 : 0;
  return facets + date + length;
}

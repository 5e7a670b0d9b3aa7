import type { Conversation } from '../../contract/conversation.ts';
import type { StudioEvent } from '../../contract/studio-events.ts';
import type { NewConversation, Outcome, RunLibrary } from '../conversations/ports.ts';
import type { Library } from '../library/index.ts';

/**
 * The library as runs write to it.
 * @param push told when the list of conversations has to show something else
 */
export function runLibraryOf(
  library: Library,
  push: (event: StudioEvent) => void = () => undefined,
): RunLibrary {
  const { conversations, turns, events } = library;
  const tell = (id: string) => push({ kind: 'changed', what: 'conversations', ids: [id] });
  return {
    create: (conversation) => {
      conversations.insert(unstarted(conversation));
      tell(conversation.id);
    },
    setStatus: (id, status) => {
      conversations.setStatus(id, status);
      tell(id);
    },
    setConfig: (id, config) => {
      conversations.setConfig(id, config);
      tell(id);
    },
    putTurn: (id, turn) => turns.save(id, turn),
    dropTurn: (id, turnId) => turns.remove(id, turnId),
    setHeard: (id, turnId, heard) => turns.setHeard(id, turnId, heard),
    putUsage: (id, usage) => library.usages.save(id, usage),
    appendEvent: (id, kind, atMs, payload) => events.append(id, { atMs, kind, payload }),
    finish: (id, outcome) => {
      library.transaction(() => storeOutcome(library, id, outcome));
      tell(id);
    },
    get: (id) => conversations.get(id),
  };
}

function unstarted(conversation: NewConversation): Conversation {
  return {
    ...conversation,
    status: 'preparing',
    endReason: null,
    endMessage: null,
    error: null,
    endedAt: null,
    durationMs: 0,
    turns: [],
    recordings: [],
    metrics: null,
    notes: '',
    tags: [],
    trashedAt: null,
    egress: null,
    usage: null,
  };
}

function storeOutcome(library: Library, id: string, outcome: Outcome): void {
  const { turns, recordings, metrics, ...ending } = outcome;
  library.turns.replaceAll(id, turns);
  for (const recording of recordings) library.recordings.save(id, recording);
  if (metrics) library.metrics.save(id, metrics);
  library.conversations.finish(id, ending);
}

import type { Command } from 'commander';
import { keptAudio, keptDocument } from '../../../host-kit.ts';
import type { App } from '../app.ts';
import { wholeNumber } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { hitJson } from '../json.ts';
import type { GlobalOptions } from '../output.ts';
import { count, renderConversation, renderList } from '../render/conversation.ts';
import { inert } from '../render/inert.ts';
import { renderHits } from '../render/search.ts';
import { perform, type Session } from '../session.ts';
import { deleteAll } from './delete-all.ts';
import { LATEST, latestId } from './latest.ts';

/** `list`, `show`, `search`, `delete`: the conversations of the library. */
export function addConversations(program: Command, app: App): void {
  addList(program, app);
  addShow(program, app);
  addSearch(program, app);
  addDelete(program, app);
}

interface ListOptions extends GlobalOptions {
  limit: number;
  offset: number;
}

function addList(program: Command, app: App): void {
  program
    .command('list')
    .description('list the conversations of the library, newest first')
    .option('--limit <n>', 'at most this many (1 to 1000)', wholeNumber(1, 1000), 50)
    .option('--offset <n>', 'leave out the newest n', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action((options: ListOptions, command: Command) =>
      perform(app, command.optsWithGlobals<ListOptions>(), {
        run: (session) => list(session, options),
      }),
    );
}

async function list({ studio, output }: Session, options: ListOptions): Promise<ExitCode> {
  const { limit, offset } = options;
  const found = await studio.listConversations({ limit, offset });
  output.result(found, (screen) =>
    found.items.length === 0 ? '' : renderList(found.items, screen),
  );
  if (found.total === 0)
    output.note('No conversation yet. Make one: duologue run --scenario late-parcel');
  else if (found.items.length < found.total) {
    output.note(
      `${found.items.length} of ${count(found.total, 'conversation')} (see --limit, --offset).`,
    );
  }
  return EXIT.ok;
}

function addShow(program: Command, app: App): void {
  program
    .command('show')
    .argument('<id>', 'id of a conversation, or "latest"')
    .description('show one conversation: transcript, timing, recording')
    .action((id: string, _options: object, command: Command) =>
      perform(app, command.optsWithGlobals<GlobalOptions>(), {
        run: (session) => show(session, id),
      }),
    );
}

async function show({ studio, output }: Session, id: string): Promise<ExitCode> {
  const wanted = id === LATEST ? await latestId(studio) : id;
  const conversation = await studio.getConversation(wanted);
  const audio = keptAudio(conversation);
  const events = await studio.listEvents(wanted);
  output.result(keptDocument({ ...conversation, events }), (screen) =>
    renderConversation(conversation, audio, screen),
  );
  return EXIT.ok;
}

interface SearchOptions extends GlobalOptions {
  limit: number;
}

function addSearch(program: Command, app: App): void {
  program
    .command('search')
    .argument('<query...>', 'words that a turn holds')
    .option('--limit <n>', 'at most this many (1 to 200)', wholeNumber(1, 200), 50)
    .description('search what was said in all conversations')
    .action((words: string[], _options: object, command: Command) => {
      const options = command.optsWithGlobals<SearchOptions>();
      return perform(app, options, {
        run: (session) => search(session, words.join(' '), options.limit),
      });
    });
}

async function search(
  { studio, output }: Session,
  query: string,
  limit: number,
): Promise<ExitCode> {
  const hits = await studio.searchTurns({ query, limit });
  output.result({ query, hits: hits.map(hitJson) }, (screen) => renderHits(hits, screen));
  if (hits.length === 0) output.note(`No turn matches "${inert(query)}".`);
  return EXIT.ok;
}

function addDelete(program: Command, app: App): void {
  program
    .command('delete')
    .argument('<id...>', 'ids of conversations')
    .description('delete conversations with their recordings')
    .action((ids: string[], _options: object, command: Command) =>
      perform(app, command.optsWithGlobals<GlobalOptions>(), {
        run: (session) => deleteAll(session, ids, (id) => session.studio.deleteConversation(id)),
      }),
    );
}

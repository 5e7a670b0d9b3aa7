import { randomInt } from 'node:crypto';
import type { Command } from 'commander';
import type { LoggedEvent } from '../../../../contract/conversation-document.ts';
import { toErrorData } from '../../../../contract/errors.ts';
import type { StartConversation } from '../../../../contract/studio-api.ts';
import type { App } from '../app.ts';
import { dollars, minutes, nameOf, wholeNumber } from '../arguments.ts';
import { keptAudio, prepareDirectory } from '../../../host-kit.ts';
import type { BatchItem } from '../ports.ts';
import { exitCodeOf, reportRuns, type RunResult } from '../run/report.ts';
import { addPlayerOptions } from '../run/player-options.ts';
import { withProvider } from '../run/players.ts';
import { runRequest, type RunOptions } from '../run/request.ts';
import { noteSources } from '../run/sources.ts';
import { writeConversation, type Target } from '../run/target.ts';
import { printEstimate } from '../run/estimate.ts';
import { watch } from '../run/watch.ts';
import { perform, type Session } from '../session.ts';

const MAX_SEED = 0xffff_ffff;

const EXAMPLES = `
Examples:
  duologue run --scenario late-parcel
  duologue run --scenario late-parcel --json > result.json
  duologue run --scenario ./my-scenario.yaml --a maya-ortiz --b ./my-agent.yaml --out out
  duologue run --scenario late-parcel --count 20 --concurrency 4 --seed 7 --out dataset
  OPENAI_API_KEY=… duologue run --scenario late-parcel --provider openai --llm-model gpt-4.1
  duologue run --scenario late-parcel --realtime a --b-provider openai
  duologue run --scenario late-parcel --provider openai --b-agent my-agent --b-agent-metadata @call.json

The live transcript goes to stderr, the result to stdout. Ctrl-C ends the conversation in order:
what was spoken is kept, the result is printed, and the exit code is 130.`;

/** `duologue run`: two agents hold a conversation, or several. */
export function addRun(program: Command, app: App): void {
  const persona = nameOf('a persona or its file', Infinity);
  const command = program
    .command('run')
    .description('let two agents hold a conversation; record it and write it down')
    .requiredOption(
      '--scenario <id|file>',
      'what the call is about',
      nameOf('a scenario or its file', Infinity),
    )
    .option(
      '--a <id|file>',
      'persona of side a (left channel); default: the scenario names it',
      persona,
    )
    .option('--b <id|file>', 'persona of side b (right channel)', persona);
  addPlayerOptions(command)
    .option('--max-turns <n>', 'end after so many turns of both sides', wholeNumber(1, 10_000))
    .option('--max-minutes <m>', 'end after so many minutes', minutes)
    .option('--budget <usd>', 'end each before it costs more, in US dollars', dollars)
    .option('--total-budget <usd>', 'the same for all of them together', dollars)
    .option('--estimate', 'say what it would cost, and start nothing')
    .option('--seed <n>', 'make the choices of a rehearsal repeatable', wholeNumber(0, MAX_SEED))
    .option('--count <n>', 'hold so many conversations', wholeNumber(1, 10_000), 1)
    .option('--concurrency <n>', 'so many of them at once', wholeNumber(1, 64), 1)
    .option('--out <dir>', 'also write conversation.wav and conversation.json to this folder')
    .addHelpText('after', EXAMPLES)
    .action((_options: object, command: Command) =>
      run(app, command.optsWithGlobals<RunOptions>()),
    );
}

async function run(app: App, options: RunOptions): Promise<void> {
  const several = options.count > 1;
  let request: StartConversation | undefined;
  let target: Target | undefined;
  await perform(app, options, {
    endsInOrder: true,
    // An estimate needs no LiveKit.
    ...(options.estimate ? {} : { mustConnect: true }),
    prepare: async (_output, path) => {
      request = await runRequest(options, app.ports.documents, path);
      if (options.out === undefined || options.estimate) return;
      target = { directory: path(options.out), several };
      await prepareDirectory(target.directory);
    },
    run: async (session) => {
      if (request) request = await withProvider(session, request);
      await noteSources(session, options.provider ? undefined : request?.provider);
      if (options.estimate) {
        return await printEstimate(
          session,
          request && (await withUsualBudget(session, request, options)),
          options,
        );
      }
      const results = await runAll(session, options, request, target);
      reportRuns(session.output, results, several);
      return exitCodeOf(results, session.signal.aborted);
    },
  });
}

async function runAll(
  session: Session,
  options: RunOptions,
  request: StartConversation | undefined,
  target: Target | undefined,
): Promise<RunResult[]> {
  const { app, output, studio, signal } = session;
  if (request === undefined) return [];
  const view = watch(app, output, studio, options.count);
  // Written as each one ends, so that a long batch that breaks leaves what it had.
  const results = new Map<number, Promise<RunResult>>();
  try {
    const items = await app.ports.runBatch({
      studio,
      request: await withUsualBudget(session, request, options),
      count: options.count,
      concurrency: options.concurrency,
      seed: options.seed ?? randomInt(MAX_SEED),
      totalBudgetUsd: options.totalBudget,
      signal,
      onStarted: view.started,
      onEnded: (item) => results.set(item.index, settle(studio, item, target)),
    });
    return await Promise.all(
      items.map((item) => results.get(item.index) ?? settle(studio, item, target)),
    );
  } finally {
    await view.close();
  }
}

/** Shares of a total budget are budgets of their own: they don't undo the one of the settings. */
async function withUsualBudget(
  { studio }: Session,
  request: StartConversation,
  { totalBudget, budget }: RunOptions,
): Promise<StartConversation> {
  if (totalBudget === undefined || budget !== undefined) return request;
  const { budgetUsd } = (await studio.getSettings()).settings;
  return budgetUsd === undefined ? request : { ...request, budgetUsd };
}

async function settle(
  studio: Session['studio'],
  item: BatchItem,
  target: Target | undefined,
): Promise<RunResult> {
  if (item.kind !== 'ended') return item;
  const { index } = item;
  const conversation = { ...item.conversation, events: await logOf(studio, item.conversation.id) };
  const kept = { kind: 'ended', conversation, audioPath: keptAudio(conversation) } as const;
  if (target === undefined) return { ...kept, outError: undefined };
  try {
    const audioPath = await writeConversation(target, index, conversation);
    return { ...kept, audioPath, outError: undefined };
  } catch (thrown) {
    return { ...kept, outError: toErrorData(thrown) };
  }
}

/** Without it the conversation is worth telling of all the same. */
async function logOf(studio: Session['studio'], id: string): Promise<LoggedEvent[]> {
  try {
    return await studio.listEvents(id);
  } catch {
    return [];
  }
}

import { Option, type Command } from 'commander';
import { providerSchema, type Provider } from '../../../../contract/provider.ts';
import { modelKindSchema, type ModelKind, type ModelList } from '../../../../contract/settings.ts';
import type { App } from '../app.ts';
import { serverAddress } from '../arguments.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../output.ts';
import { renderModels } from '../render/models.ts';
import { faultsOf, stagesWithAddress } from '../run/model-faults.ts';
import { perform, type Session } from '../session.ts';
import { UsageError } from '../usage-error.ts';

interface ModelsOptions extends GlobalOptions {
  provider?: Provider;
  stage?: ModelKind;
  baseUrl?: string;
}

/** What a provider offers for one stage. */
export type ListedStage = ModelList & { provider: Provider; stage: ModelKind };

/** `duologue models`: which models and voices a provider offers. */
export function addModels(program: Command, app: App): void {
  program
    .command('models')
    .description('list the models and voices that a provider offers')
    .addOption(
      new Option('--provider <name>', 'default: what runs use').choices(providerSchema.options),
    )
    .addOption(
      new Option('--stage <name>', 'one stage alone').choices([...modelKindSchema.options]),
    )
    .option(
      '--base-url <url>',
      'of a server other than the one that is set, with /v1',
      serverAddress,
    )
    .addHelpText(
      'after',
      '\nExamples:\n  duologue models --provider openai --stage tts\n  duologue models --provider openai-compatible --base-url http://localhost:11434/v1\n\nExits with 1 when a server can’t be reached or refuses the key; what Duologue knows itself is listed then.',
    )
    .action((_options: object, command: Command) => {
      const options = command.optsWithGlobals<ModelsOptions>();
      return perform(app, options, { run: (session) => list(session, options) });
    });
}

async function list(
  { studio, output }: Session,
  { provider, stage, baseUrl }: ModelsOptions,
): Promise<ExitCode> {
  const view = await studio.getSettings();
  const wanted = provider ?? view.effective.provider;
  if (wanted === 'rehearsal' && baseUrl !== undefined) throw noAddress();
  const stages = stage === undefined ? modelKindSchema.options : [stage];
  const listed = await Promise.all(
    stages.map(async (each): Promise<ListedStage> => {
      const request = { provider: wanted, stage: each, ...(baseUrl ? { baseUrl } : {}) };
      return { provider: wanted, stage: each, ...(await studio.listModels(request)) };
    }),
  );
  const hasOneAddress = wanted !== 'openai-compatible' || baseUrl !== undefined;
  const withAddress = hasOneAddress ? new Set(stages) : stagesWithAddress(view);
  const faults = faultsOf(listed, withAddress);
  for (const fault of faults) output.error(fault, undefined, false);
  output.result(listed, (screen) => renderModels(listed, faults, screen));
  return faults.length === 0 ? EXIT.ok : EXIT.failure;
}

function noAddress(): UsageError {
  return new UsageError(
    'The rehearsal provider has no address, so --base-url is of no use.',
    'Add --provider openai-compatible.',
  );
}

import { Option, type Command } from 'commander';
import { StudioError } from '../../../../contract/errors.ts';
import { providerSchema, type Provider } from '../../../../contract/provider.ts';
import { modelKindSchema, type ModelKind, type ModelList } from '../../../../contract/settings.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../output.ts';
import { renderModels } from '../render/models.ts';
import { perform, type Session } from '../session.ts';

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
    .option('--base-url <url>', 'of a server other than the one that is set, with /v1')
    .addHelpText(
      'after',
      '\nExamples:\n  duologue models --provider openai --stage tts\n  duologue models --provider openai-compatible --base-url http://localhost:11434/v1',
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
  const wanted = provider ?? (await studio.getSettings()).effective.provider;
  if (wanted === 'rehearsal' && baseUrl !== undefined) throw noAddress();
  const stages = stage === undefined ? modelKindSchema.options : [stage];
  const listed = await Promise.all(
    stages.map(async (each): Promise<ListedStage> => {
      const request = { provider: wanted, stage: each, ...(baseUrl ? { baseUrl } : {}) };
      return { provider: wanted, stage: each, ...(await studio.listModels(request)) };
    }),
  );
  output.result(listed, (screen) => renderModels(listed, screen));
  return EXIT.ok;
}

function noAddress(): StudioError {
  return new StudioError({
    code: 'invalid-input',
    message: 'The rehearsal provider has no address.',
    remedy: 'Add --provider openai-compatible.',
  });
}

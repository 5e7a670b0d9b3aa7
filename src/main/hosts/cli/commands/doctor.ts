import type { Command } from 'commander';
import type { ErrorData } from '../../../../contract/errors.ts';
import type { Check } from '../../../../contract/studio-api.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions, Output } from '../output.ts';
import { renderChecks } from '../render/checks.ts';
import { perform } from '../session.ts';

/** `duologue doctor`: every part checked, with a verdict and a remedy. */
export function addDoctor(program: Command, app: App): void {
  program
    .command('doctor')
    .description('check every part: library, LiveKit server, workers, providers')
    .addHelpText('after', '\nExits with 0 when nothing is at fault, else with 1.')
    .action((_options: object, command: Command) =>
      perform(app, command.optsWithGlobals<GlobalOptions>(), {
        run: async ({ studio, output }) => report(output, await studio.doctor()),
        refused: (output, error) => report(output, [refusal(error)]),
      }),
    );
}

function report(output: Output, checks: Check[]): ExitCode {
  const ok = checks.every(({ verdict }) => verdict !== 'fault');
  output.result({ ok, checks }, (screen) => renderChecks(checks, screen));
  return ok ? EXIT.ok : EXIT.failure;
}

/** An engine that can't even open is a finding, too. */
function refusal({ code, message, remedy }: ErrorData): Check {
  const name = code.startsWith('library') ? 'library' : 'engine';
  return { name, verdict: 'fault', note: message, ...(remedy === undefined ? {} : { remedy }) };
}

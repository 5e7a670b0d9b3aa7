import type { Command } from 'commander';
import type { SettingsView, Verdict } from '../../../../contract/settings.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { GlobalOptions } from '../output.ts';
import { renderConnections } from '../render/connections.ts';
import { listConnections, type ListedConnection } from '../run/connections.ts';
import { perform, type Session } from '../session.ts';

interface ConnectionsOptions extends GlobalOptions {
  test?: boolean;
}

const HELP = `
Examples:
  duologue connections
  duologue connections --test
  duologue run --scenario late-parcel --connection local
  duologue run --scenario late-parcel --connection "My LiveKit Cloud"

A mark stands before the one that a run takes when it names none. They are added in the studio, under
Settings, Connection (see duologue serve). With --test each is asked
for real; exits with 0 when all of them work, else with 1.`;

/** `duologue connections`: which LiveKit servers there are, and whether they work. */
export function addConnections(program: Command, app: App): void {
  program
    .command('connections')
    .description('list the LiveKit servers that conversations can run on')
    .option('--test', 'ask each whether it works')
    .addHelpText('after', HELP)
    .action((_options: object, command: Command) => {
      const options = command.optsWithGlobals<ConnectionsOptions>();
      return perform(app, options, { run: (session) => list(session, options.test === true) });
    });
}

async function list({ studio, output }: Session, isTest: boolean): Promise<ExitCode> {
  const view: SettingsView = await studio.getSettings();
  const found: (ListedConnection & { verdict?: Verdict })[] = listConnections(view);
  if (isTest) {
    for (const one of found) one.verdict = await studio.testConnection(testOf(one));
  }
  output.result({ connections: found }, (screen) => renderConnections(found, screen));
  return found.every(({ verdict }) => verdict?.ok !== false) ? EXIT.ok : EXIT.failure;
}

function testOf({ id }: ListedConnection): { kind: 'local' } | { kind: 'remote'; id: string } {
  return id === 'local' ? { kind: 'local' } : { kind: 'remote', id };
}

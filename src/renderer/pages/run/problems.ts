import { ENVIRONMENT_CONNECTION, type SettingsView } from '../../../contract/settings.ts';
import type { SystemPart } from '../../../contract/studio-events.ts';
import type { RunPlan } from './run-plan.ts';
import type { RunProblem } from './run-problem.ts';
import { playerProblems } from './player-problems.ts';

const CONNECTION = { href: '/settings/connection', label: 'Connection' };
const DIAGNOSTICS = { href: '/settings/diagnostics', label: 'Diagnostics' };

/** What stands against this run, the worst first. */
export function problemsOf(
  plan: RunPlan,
  settings: SettingsView | undefined,
  system: readonly SystemPart[],
): RunProblem[] {
  const found = [
    ...(settings ? playerProblems(plan, settings) : []),
    ...(settings ? connectionProblems(settings) : []),
    ...peopleProblems(plan),
    ...system.flatMap(partProblems),
  ];
  return found.toSorted(
    (one, other) => Number(one.weight === 'note') - Number(other.weight === 'note'),
  );
}

function has(settings: SettingsView, name: SettingsView['secrets'][number]['name']): boolean {
  const secret = settings.secrets.find((known) => known.name === name);
  return secret !== undefined && secret.source !== 'none';
}

function connectionProblems(view: SettingsView): RunProblem[] {
  const { kind, id = '', name = id, url } = view.effective.connection;
  if (kind === 'local') return [];
  if (!url) {
    const text =
      id === ENVIRONMENT_CONNECTION
        ? 'The environment has no address of a LiveKit.'
        : `There is no connection called “${name}”.`;
    return [{ weight: 'stop', text, link: CONNECTION }];
  }
  const hasKeys =
    id === ENVIRONMENT_CONNECTION
      ? view.environmentConnection?.hasKeys === true
      : has(view, `livekit-key:${id}`) && has(view, `livekit-secret:${id}`);
  if (hasKeys) return [];
  const text = `The connection “${name}” needs its API key and secret.`;
  return [{ weight: 'stop', text, link: CONNECTION }];
}

function peopleProblems({ a, b, scenario, players }: RunPlan): RunProblem[] {
  // Who an agent of one's own is, only it knows.
  if (!a || !b || !scenario || players.b?.kind === 'external') return [];
  if (a.id === b.id) {
    return [{ weight: 'note', text: `${a.name} would talk to ${a.name}.` }];
  }
  const languages = new Set([a.language, b.language].map((tag) => tag.split('-')[0]));
  if (languages.size === 1) return [];
  const text = `${a.name} speaks ${languageName(a.language)}, ${b.name} ${languageName(b.language)}.`;
  return [{ weight: 'note', text }];
}

/** "German" for `de`; the tag itself where the browser doesn't know it. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const PARTS: Record<SystemPart['name'], string> = {
  livekit: 'LiveKit',
  'worker-a': 'Worker a',
  'worker-b': 'Worker b',
  recorder: 'The recorder',
  rehearsal: 'The rehearsal',
};

function partProblems({ name, state, note }: SystemPart): RunProblem[] {
  if (state !== 'fault') return [];
  const text = `${PARTS[name]} is not well${note ? `: ${note}` : ''}.`.replace(/\.\.$/, '.');
  return [{ weight: 'note', text, link: DIAGNOSTICS }];
}

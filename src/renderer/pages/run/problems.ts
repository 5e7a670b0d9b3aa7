import type { SettingsView } from '../../../contract/settings.ts';
import type { SystemPart } from '../../../contract/studio-events.ts';
import type { RunPlan } from './choices.ts';

/** Something to know before Run. */
export interface RunProblem {
  /** `stop`: it can't start so; `note`: it may go wrong, or sound odd. */
  weight: 'stop' | 'note';
  text: string;
  link?: { href: string; label: string };
}

const PROVIDERS = { href: '/settings/providers', label: 'Providers' };
const KEYS = { href: '/settings/keys', label: 'Keys' };
const CONNECTION = { href: '/settings/connection', label: 'Connection' };
const DIAGNOSTICS = { href: '/settings/diagnostics', label: 'Diagnostics' };

/** What stands against this run, the worst first. */
export function problemsOf(
  plan: RunPlan,
  settings: SettingsView | undefined,
  system: readonly SystemPart[],
): RunProblem[] {
  const found = [
    ...(settings ? keyProblems(plan, settings) : []),
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

function keyProblems({ provider }: RunPlan, view: SettingsView): RunProblem[] {
  if (provider === 'openai' && !has(view, 'openai-api-key')) {
    const text = 'There is no key for OpenAI. Add one, or choose the rehearsal, which needs none.';
    return [{ weight: 'stop', text, link: KEYS }];
  }
  const { llm, stt, tts } = view.settings.compatible;
  // The environment may name the server: only the run knows.
  if (provider === 'openai-compatible' && !(llm.baseUrl && stt.baseUrl && tts.baseUrl)) {
    const text = 'Not every stage has the address of an OpenAI-compatible server.';
    return [{ weight: 'note', text, link: PROVIDERS }];
  }
  return [];
}

function connectionProblems(view: SettingsView): RunProblem[] {
  const { kind, url } = view.effective.connection;
  if (kind === 'local') return [];
  if (!url) {
    const text = 'The remote LiveKit server has no address.';
    return [{ weight: 'stop', text, link: CONNECTION }];
  }
  if (has(view, 'livekit-api-key') && has(view, 'livekit-api-secret')) return [];
  const text = 'The remote LiveKit server needs its API key and secret.';
  return [{ weight: 'stop', text, link: KEYS }];
}

function peopleProblems({ a, b, scenario }: RunPlan): RunProblem[] {
  if (!a || !b || !scenario) return [];
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

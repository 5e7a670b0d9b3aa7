import { PROMPT_HEADINGS } from '../../contract/instructions.ts';
import { goalOf, isTellable, SERVING_ROLE, tell, type PromptProfile } from './profile.ts';

type Section = keyof typeof PROMPT_HEADINGS;

/** "You are Maya Ortiz, customer." */
const SELF = /^You are (.+?), (.+)\.$/m;

/** What one of Duologue's own system prompts tells of its speaker; undefined for any other prompt. */
export function readCompiled(prompt: string): PromptProfile | undefined {
  const sections = sectionsOf(prompt);
  const [, name, role] = SELF.exec(sections.get('self') ?? '') ?? [];
  if (name === undefined || role === undefined) return undefined;
  const goal = sections.get('goal') ?? '';
  const facts = (sections.get('facts') ?? '').split('\n').flatMap((line) => {
    const fact = /^- (.+)$/.exec(line)?.[1];
    return fact !== undefined && isTellable(fact) ? [tell(fact)] : [];
  });
  return {
    name,
    goal: goal === '' ? '' : goalOf(goal, ''),
    facts,
    serves: SERVING_ROLE.test(role),
  };
}

function sectionsOf(prompt: string): Map<Section, string> {
  const names = new Map(Object.entries(PROMPT_HEADINGS).map(([name, text]) => [text, name]));
  const sections = new Map<Section, string>();
  for (const part of prompt.split(/^# /m)) {
    const [heading = '', ...lines] = part.split('\n');
    const name = names.get(heading as (typeof PROMPT_HEADINGS)[Section]);
    if (name !== undefined) sections.set(name as Section, lines.join('\n').trim());
  }
  return sections;
}

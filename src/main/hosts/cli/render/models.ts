import type { ErrorData } from '../../../../contract/errors.ts';
import type { ModelKind, ModelList } from '../../../../contract/settings.ts';
import type { Screen } from './screen.ts';
import { inert } from './inert.ts';

const STAGES: Readonly<Record<ModelKind, string>> = {
  llm: 'thinking (llm)',
  stt: 'listening (stt)',
  tts: 'speaking (tts)',
  realtime: 'speech-to-speech (realtime)',
};

/** Models and voices stage by stage, with a word on where the list comes from. @param told already */
export function renderModels(
  listed: readonly (ModelList & { stage: ModelKind })[],
  told: readonly ErrorData[],
  { palette }: Screen,
): string {
  return listed
    .map(({ stage, models, voices, source, asOf, notice }) => {
      const isTable = source === 'table' && models.length > 0;
      const origin = isTable ? palette.dim(`  Duologue’s own list, of ${asOf ?? '?'}`) : '';
      const isNew = notice && !told.some(({ message }) => message === notice.message);
      const why = isNew && [notice.message, notice.remedy ?? ''].join(' ').trim();
      const reason = why ? [`  ${palette.dim(inert(why))}`] : [];
      const none = source === 'table' ? 'not known' : 'none';
      const names = models.length === 0 ? [`  ${none}`] : models.map((name) => `  ${inert(name)}`);
      const spoken = voices.map(({ id }) => inert(id)).join(', ');
      const line = voices.length === 0 ? [] : [`  ${palette.dim('voices:')} ${spoken}`];
      return [`${palette.bold(STAGES[stage])}${origin}`, ...reason, ...names, ...line].join('\n');
    })
    .join('\n\n');
}

import type { ModelKind, ModelList } from '../../../../contract/settings.ts';
import type { Screen } from './screen.ts';
import { inert } from './inert.ts';

const STAGES: Readonly<Record<ModelKind, string>> = {
  llm: 'thinking (llm)',
  stt: 'listening (stt)',
  tts: 'speaking (tts)',
  realtime: 'speech-to-speech (realtime)',
};

/** Models and voices stage by stage, with a word on where the list comes from. */
export function renderModels(
  listed: readonly (ModelList & { stage: ModelKind })[],
  { palette }: Screen,
): string {
  return listed
    .map(({ stage, models, voices, source, asOf, notice }) => {
      const origin = source === 'endpoint' ? '' : palette.dim(`  as known on ${asOf ?? '?'}`);
      const why = notice && [notice.message, notice.remedy ?? ''].join(' ').trim();
      const told = why === undefined ? [] : [`  ${palette.dim(inert(why))}`];
      const names = models.length === 0 ? ['  none'] : models.map((name) => `  ${inert(name)}`);
      const spoken = voices.map(({ id }) => inert(id)).join(', ');
      const line = voices.length === 0 ? [] : [`  ${palette.dim('voices:')} ${spoken}`];
      return [`${palette.bold(STAGES[stage])}${origin}`, ...told, ...names, ...line].join('\n');
    })
    .join('\n\n');
}

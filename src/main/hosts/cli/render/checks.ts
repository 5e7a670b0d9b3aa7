import type { Check } from '../../../../contract/studio-api.ts';
import type { Screen } from './screen.ts';
import { inert } from './inert.ts';
import { hang, pad, widthOf } from './layout.ts';
import type { Palette } from './palette.ts';

/** What `doctor` found: one line for each part, a remedy below where one is needed. */
export function renderChecks(checks: readonly Check[], { palette, width }: Screen): string {
  const nameWidth = Math.max(0, ...checks.map(({ name }) => widthOf(inert(name))));
  const lines = checks.map((check) => {
    const head = `${mark(check.verdict, palette)} ${pad(inert(check.name), nameWidth)}  `;
    const found = hang(head, inert(check.note), width);
    if (check.remedy === undefined || check.verdict === 'ok') return found;
    const arrow = `${' '.repeat(widthOf(head))}${palette.dim('→')} `;
    return `${found}\n${hang(arrow, inert(check.remedy), width)}`;
  });
  return [...lines, '', verdict(checks, palette)].join('\n');
}

function mark(kind: Check['verdict'], palette: Palette): string {
  switch (kind) {
    case 'ok':
      return palette.good('✔');
    case 'attention':
      return palette.warn('!');
    case 'fault':
      return palette.bad('✖');
  }
}

function verdict(checks: readonly Check[], palette: Palette): string {
  const faults = checks.filter((check) => check.verdict === 'fault').length;
  const concerns = checks.filter((check) => check.verdict === 'attention').length;
  if (faults > 0) return palette.bad(`${faults} of ${checks.length} parts need mending.`);
  if (concerns > 0)
    return palette.warn(`Ready to run; ${concerns} of ${checks.length} parts want attention.`);
  return palette.good('Everything is ready.');
}

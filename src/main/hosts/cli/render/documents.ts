import type { Persona } from '../../../../contract/persona.ts';
import type { Scenario } from '../../../../contract/scenario.ts';
import type { Screen } from './screen.ts';
import { inert, isolate } from './inert.ts';
import { columns, fit, hang } from './layout.ts';

/** One persona or scenario in a list. */
export interface Row {
  id: string;
  name: string;
  summary: string;
}

export function personaRow({ id, name, role, summary }: Persona): Row {
  return { id, name: `${name}, ${role}`, summary };
}

export function scenarioRow({ id, title, summary }: Scenario): Row {
  return { id, name: title, summary };
}

export function renderRows(rows: readonly Row[], { palette, width }: Screen): string {
  const cells = rows.map(({ id, name, summary }) => [
    palette.bold(inert(id)),
    isolate(inert(name)),
    palette.dim(inert(summary)),
  ]);
  const bare = rows.map(({ id, name }) => [inert(id), isolate(inert(name)), '|']);
  const used = Math.max(0, ...columns(bare).map((line) => line.length)) - 1;
  const room = width - used;
  const fitted = cells.map(([id = '', name = '', summary = ''], at) => [
    id,
    name,
    room < 12
      ? ''
      : Number.isFinite(room)
        ? palette.dim(fit(inert(rows[at]?.summary ?? ''), room))
        : summary,
  ]);
  return columns(fitted).join('\n');
}

/** A YAML document for reading: harmless, its own lines and their depth kept, wrapped below it. */
export function renderText(text: string, { width }: Screen): string {
  return text
    .split('\n')
    .map((line) => {
      const [depth = ''] = /^ *(?:- )*/u.exec(line) ?? [];
      return hang(depth, inert(line.slice(depth.length)), width);
    })
    .join('\n')
    .trimEnd();
}

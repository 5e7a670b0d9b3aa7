import { parseForm, type ExportForm } from './export-form.ts';

const KEY = 'duologue.export';

/** The choices of the last export from this browser. */
export function rememberedForm(): ExportForm {
  try {
    return parseForm(localStorage.getItem(KEY));
  } catch {
    // Storage that the browser refuses: every export begins with the usual.
    return parseForm(null);
  }
}

export function rememberForm(form: ExportForm): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(form));
  } catch {
    // As above.
  }
}

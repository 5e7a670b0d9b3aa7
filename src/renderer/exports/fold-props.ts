import type { PerSide } from '../../contract/side.ts';
import type { ExportForm } from './export-form.ts';
import type { ExportReading } from './export-request.ts';

/** What each part of the form gets. */
export interface FormPartProps {
  form: ExportForm;
  problems: ExportReading['problems'];
  /** Who speaks: persona names of one conversation, words for the sides of several. */
  names: PerSide<string>;
  onChange: (change: Partial<ExportForm>) => void;
}

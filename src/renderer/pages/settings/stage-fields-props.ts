import type { ApiProvider } from '../../../contract/provider.ts';
import type { StageForm, StageWords } from './stage-forms.ts';

export interface StageFieldsProps {
  provider: ApiProvider;
  stage: StageWords;
  form: StageForm;
  onChange: (form: StageForm) => void;
  /** The model that is taken where none is written. */
  usual?: string | undefined;
}

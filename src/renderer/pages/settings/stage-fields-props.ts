import type { ApiProvider } from '../../../contract/provider.ts';
import type { StageForm, StageWords } from './stage-forms.ts';
import type { UsualModel } from './usual-model.ts';

export interface StageFieldsProps {
  provider: ApiProvider;
  stage: StageWords;
  form: StageForm;
  onChange: (form: StageForm) => void;
  /** The model that is taken where none is written. */
  usual: UsualModel;
  /** The address that holds where none is written: the environment's. */
  usualAddress: string | undefined;
}

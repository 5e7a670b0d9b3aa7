import { StudioError } from '../../contract/errors.ts';

const LIST = new Intl.ListFormat('en');

/** Why a stage can't do its part. */
export interface StageFailure {
  error: StudioError;
  /** The stage as it stands in the message: "LLM of Maya Ortiz (model …)". */
  subject: string;
}

/** The first failure, with the others told in its message; those for the same reason by their names alone. */
export function together(first: StageFailure, others: readonly StageFailure[]): StudioError {
  const { data } = first.error;
  if (others.length === 0) return first.error;
  const reason = withoutSubject(first);
  const same = others.filter((other) => withoutSubject(other) === reason);
  const different = others.filter((other) => withoutSubject(other) !== reason);
  const subjects = LIST.format(same.map(({ subject }) => subject));
  const messages = [
    data.message,
    ...(same.length > 0 ? [`The same goes for ${subjects}.`] : []),
    ...different.map(({ error }) => error.data.message),
  ];
  const remedies = [data.remedy, ...different.map(({ error }) => error.data.remedy)].filter(
    (remedy) => remedy !== undefined,
  );
  const remedy = [...new Set(remedies)].join(' ');
  return new StudioError({
    ...data,
    message: messages.join(' '),
    ...(remedy === '' ? {} : { remedy }),
  });
}

function withoutSubject({ error, subject }: StageFailure): string {
  return error.data.message.replace(subject, '');
}

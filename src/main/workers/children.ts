import type { z } from 'zod';
import {
  fromRecorderSchema,
  type FromRecorder,
  type ToRecorder,
} from '../../contract/recorder-messages.ts';
import {
  fromRehearsalSchema,
  type FromRehearsal,
  type ToRehearsal,
} from '../../contract/rehearsal-messages.ts';
import {
  fromWorkerSchema,
  type FromWorker,
  type ToWorker,
} from '../../contract/worker-messages.ts';
import { entryPath, type EntryName } from '../entries.ts';
import { Child } from './child.ts';
import type { ChildOptions, Message } from './child-options.ts';
import { fromLeashSchema, type FromLeash, type ToLeash } from './leash-messages.ts';
import { SupervisedChild } from './supervised-child.ts';
import type { SupervisedOptions } from './supervised-options.ts';

/** What every kind of child is given; the rest is a matter of its kind. */
export interface ChildSettings extends Pick<
  ChildOptions<never>,
  'log' | 'env' | 'readyMs' | 'silenceMs' | 'stopMs'
> {
  /** Another program than the built one, for tests. */
  entry?: string;
}

interface Program<Out extends Message> {
  name: string;
  entry: EntryName;
  schema: z.ZodType<Out>;
}

type Supervision<In extends Message, Out extends Message> = Omit<
  SupervisedOptions<In, Out>,
  'name' | 'log' | 'create'
>;

function supervise<In extends Message, Out extends Message>(
  program: Program<Out>,
  settings: ChildSettings,
  supervision: Supervision<In, Out>,
): SupervisedChild<In, Out> {
  const { name, schema } = program;
  return new SupervisedChild<In, Out>({
    ...supervision,
    name,
    log: settings.log,
    create: () =>
      new Child<In, Out>({
        ...settings,
        name,
        schema,
        entry: settings.entry ?? entryPath(program.entry),
      }),
  });
}

/** The agent worker of one side; see WorkerHost. */
export function workerChild(
  side: 'a' | 'b',
  settings: ChildSettings,
  supervision: Supervision<ToWorker, FromWorker> = {},
): SupervisedChild<ToWorker, FromWorker> {
  const program = {
    name: `agent worker ${side}`,
    entry: 'worker',
    schema: fromWorkerSchema,
  } as const;
  return supervise(program, settings, supervision);
}

/** The recorder of all rooms. It needs time to complete its files when it is stopped. */
export function recorderChild(
  settings: ChildSettings,
  supervision: Supervision<ToRecorder, FromRecorder> = {},
): SupervisedChild<ToRecorder, FromRecorder> {
  const program = { name: 'recorder', entry: 'recorder', schema: fromRecorderSchema } as const;
  return supervise(program, settings, { errorCode: 'recorder-failed', ...supervision });
}

/** The rehearsal provider; its port comes with `up`. */
export function rehearsalChild(
  settings: ChildSettings,
  supervision: Supervision<ToRehearsal, FromRehearsal> = {},
): SupervisedChild<ToRehearsal, FromRehearsal> {
  const program = {
    name: 'rehearsal provider',
    entry: 'rehearsal',
    schema: fromRehearsalSchema,
  } as const;
  return supervise(program, settings, supervision);
}

/** A leash for a foreign program; `prepare` sends `start`. */
export function leashChild(
  name: string,
  settings: ChildSettings,
  supervision: Supervision<ToLeash, FromLeash> = {},
): SupervisedChild<ToLeash, FromLeash> {
  return supervise({ name, entry: 'leash', schema: fromLeashSchema }, settings, supervision);
}

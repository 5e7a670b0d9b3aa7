import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ExportMeasure, ExportProgress, StartExport } from '../../contract/export-api.ts';
import { studio } from '../api/client.ts';
import type { ExportForm } from './export-form.ts';
import { asErrorData } from '../ui/error-data.ts';
import { readForm, type ExportReading, type ExportTarget } from './export-request.ts';
import { useRested } from './use-rested.ts';
import { rememberedForm, rememberForm } from './form-memory.ts';

export interface ExportWork {
  form: ExportForm;
  change: (change: Partial<ExportForm>) => void;
  directory: string;
  setDirectory: (directory: string) => void;
  problems: ExportReading['problems'];
  /** Nothing is wrong: it can begin. */
  ready: boolean;
  measure: { data: ExportMeasure | undefined; error: unknown };
  start: () => void;
  starting: boolean;
  /** Why it could not begin. */
  error: unknown;
  /** Goes on with the unfinished export that lies in the folder; undefined: there is none. */
  resume: (() => void) | undefined;
  /** The export that was begun here; undefined: none yet. */
  begun: ExportProgress | undefined;
  /** Back to the form, for another one. */
  again: () => void;
}

/**
 * An export from the choice of its files to their folder.
 *
 * @param shown the form is in sight: only then it is asked how large the files would be
 */
export function useExport(target: ExportTarget, shown = true): ExportWork {
  const [form, setForm] = useState(rememberedForm);
  const [directory, setDirectory] = useState('');
  const { request, problems } = readForm(form, target, directory);
  const measure = useMeasure(useRested(request), shown);
  const begin = useMutation({
    mutationFn: (wanted: StartExport | { resume: string }) =>
      'resume' in wanted ? studio.resumeExport(wanted.resume) : studio.startExport(wanted),
    onSuccess: (_, wanted) => {
      if (!('resume' in wanted)) rememberForm(form);
    },
  });
  const unfinished = unfinishedIn(begin.error);
  return {
    form,
    change: (change) => setForm((before) => ({ ...before, ...change })),
    directory,
    setDirectory: (next) => {
      setDirectory(next);
      // What was wrong with the folder before says nothing about this one.
      if (begin.isError) begin.reset();
    },
    problems,
    ready: request !== undefined,
    measure,
    start: () => request && begin.mutate(request),
    starting: begin.isPending,
    error: begin.error,
    resume: unfinished === undefined ? undefined : () => begin.mutate({ resume: unfinished }),
    begun: begin.data,
    again: () => begin.reset(),
  };
}

/** The folder of which the host says that an unfinished export lies in it. */
function unfinishedIn(error: unknown): string | undefined {
  const { directory, unfinished } = (error ? asErrorData(error).details : undefined) ?? {};
  return unfinished === true && typeof directory === 'string' ? directory : undefined;
}

/** What it would be. Names and folder make no difference, so that typing them asks nothing. */
function useMeasure(request: StartExport | undefined, shown: boolean): ExportWork['measure'] {
  const asked = request && { ...request, directory: undefined };
  const { data, error } = useQuery({
    queryKey: ['export measure', asked && withoutNames(asked)],
    queryFn: () => studio.measureExport(asked!),
    enabled: shown && asked !== undefined,
    placeholderData: keepPreviousData,
    // The library changes, and it costs little.
    staleTime: 0,
    gcTime: 30_000,
  });
  return { data, error };
}

function withoutNames({ options, ...rest }: StartExport) {
  return {
    ...rest,
    options: { ...options, dataset: { ...options.dataset, name: '', license: '' } },
  };
}

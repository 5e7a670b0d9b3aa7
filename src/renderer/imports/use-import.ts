import { useEffect, useRef, useState } from 'react';
import type { ImportProgress, StartImport } from '../../contract/import-api.ts';
import { studio } from '../api/client.ts';
import { upload } from '../api/upload.ts';
import { asErrorData } from '../ui/error-data.ts';
import type { FoundFile } from './dropped-files.ts';

/** How far it is; `sent` and `total` are bytes. */
export type ImportState =
  | { kind: 'choosing'; error?: unknown }
  | { kind: 'sending'; sent: number; total: number }
  | { kind: 'begun'; first: ImportProgress };

export interface ImportWork {
  state: ImportState;
  /** From a path of this computer, or of files that are sent first. */
  start: (source: string | readonly FoundFile[], known: StartImport['known']) => void;
  /** Calls the sending off. */
  stop: () => void;
  again: () => void;
}

/** An import, from its files to the library. What is being sent is called off with the dialog. */
export function useImport(): ImportWork {
  const [state, setState] = useState<ImportState>({ kind: 'choosing' });
  const sending = useRef<AbortController>(undefined);
  useEffect(() => () => sending.current?.abort(), []);
  const send = async (files: readonly FoundFile[]): Promise<string[]> => {
    const controller = (sending.current = new AbortController());
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const ids: string[] = [];
    let before = 0;
    setState({ kind: 'sending', sent: 0, total });
    for (const file of files) {
      const told = (bytes: number) => setState({ kind: 'sending', sent: before + bytes, total });
      ids.push(await upload(file, controller.signal, told));
      before += file.file.size;
    }
    return ids;
  };
  const run = async (source: string | readonly FoundFile[], known: StartImport['known']) => {
    try {
      const from: StartImport['source'] =
        typeof source === 'string'
          ? { kind: 'path', path: source }
          : { kind: 'uploads', ids: await send(source) };
      setState({ kind: 'begun', first: await studio.startImport({ source: from, known }) });
    } catch (error) {
      const calledOff = asErrorData(error).code === 'cancelled';
      setState(calledOff ? { kind: 'choosing' } : { kind: 'choosing', error });
    }
  };
  return {
    state,
    start: (source, known) => void run(source, known),
    stop: () => sending.current?.abort(),
    again: () => setState({ kind: 'choosing' }),
  };
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PerSide } from '../../contract/side.ts';
import { studio } from '../api/client.ts';
import { AudioMonitor, type MonitorLevel } from './audio-monitor.ts';
import { setMonitorChoices, useMonitorChoices } from './choices-store.ts';
import { joinLivekitRoom } from './livekit-room.ts';
import { WebAudioMixer } from './mixer.ts';
import type { MonitorChoices } from './monitor-choices.ts';
import { INITIAL_MONITOR, type MonitorState } from './monitor-state.ts';

/** The monitor of one conversation, as the views use it. */
export interface MonitorControl {
  state: MonitorState;
  choices: MonitorChoices;
  setChoices: (choices: MonitorChoices) => void;
  /** Begins to listen, lets a held-back sound out, or tries again. Call it from a press. */
  listen: () => void;
  stopListening: () => void;
  /** Cheap: read it before every frame. */
  levels: () => PerSide<MonitorLevel>;
}

const SILENT: MonitorLevel = { arriving: -100, heard: -100 };

/**
 * Listens in on a conversation while the caller is mounted.
 *
 * @param over the conversation has ended: there is nothing to listen to
 */
export function useMonitor(id: string, over: boolean): MonitorControl {
  const choices = useMonitorChoices();
  const [state, setState] = useState<MonitorState>(INITIAL_MONITOR);
  const monitor = useRef<AudioMonitor<MediaStream>>(undefined);
  const latest = useRef(choices);

  useEffect(() => {
    const own = createMonitor(id, latest.current, setState);
    monitor.current = own;
    return () => {
      monitor.current = undefined;
      own.stop();
    };
  }, [id]);

  useEffect(() => {
    latest.current = choices;
    monitor.current?.setChoices(choices);
  }, [choices]);

  const { listening } = choices;
  useEffect(() => {
    const own = monitor.current;
    if (over) own?.finish();
    else if (listening) own?.start();
    else own?.stop();
  }, [id, over, listening]);

  const listen = useCallback(() => {
    if (!latest.current.listening) setMonitorChoices({ ...latest.current, listening: true });
    monitor.current?.start();
    void monitor.current?.unblock();
  }, []);
  const stopListening = useCallback(() => {
    setMonitorChoices({ ...latest.current, listening: false });
  }, []);
  const levels = useCallback(() => monitor.current?.levels() ?? { a: SILENT, b: SILENT }, []);

  return useMemo(
    () => ({ state, choices, setChoices: setMonitorChoices, listen, stopListening, levels }),
    [state, choices, listen, stopListening, levels],
  );
}

function createMonitor(
  id: string,
  choices: MonitorChoices,
  onState: (state: MonitorState) => void,
): AudioMonitor<MediaStream> {
  return new AudioMonitor<MediaStream>({
    getTicket: () => studio.getMonitorTicket(id),
    join: joinLivekitRoom,
    createMixer: () => new WebAudioMixer(),
    choices,
    onState,
    wait,
  });
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', done);
    resolve();
  };
  const timer = setTimeout(done, ms);
  signal.addEventListener('abort', done);
  return promise;
}

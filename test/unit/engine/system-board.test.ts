import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { StudioError } from '../../../src/contract/errors.ts';
import type { SystemPart } from '../../../src/contract/studio-events.ts';
import { reportEnds, SystemBoard } from '../../../src/main/engine/system-board.ts';

describe('the system board', () => {
  it('has every part from the start, and tells changes only', () => {
    const board = new SystemBoard();
    const told: SystemPart[][] = [];
    const unsubscribe = board.onChange((parts) => told.push(parts));
    expect(board.parts().map(({ name, state }) => `${name} ${state}`)).toEqual([
      'livekit idle',
      'worker-a idle',
      'worker-b idle',
      'recorder idle',
      'rehearsal idle',
    ]);
    const report = board.report('recorder');
    report('idle');
    report('starting');
    report('ready', 'process 7');
    report('ready', 'process 7');
    unsubscribe();
    report('idle');
    const recorder = told.map((parts) => parts.find(({ name }) => name === 'recorder'));
    expect(recorder).toEqual([
      { name: 'recorder', state: 'starting' },
      { name: 'recorder', state: 'ready', note: 'process 7' },
    ]);
  });

  it('says of a process that ended that it is started again, and of one given up that it is not', () => {
    const board = new SystemBoard();
    const child = new EventEmitter();
    reportEnds(child, board.report('worker-a'));
    const worker = (): SystemPart | undefined =>
      board.parts().find(({ name }) => name === 'worker-a');
    child.emit('down', { code: 'worker-crashed', message: 'It ended.' });
    expect(worker()).toMatchObject({ state: 'starting', note: 'It ended. It is started again.' });
    child.emit('gave-up', new StudioError({ code: 'worker-crashed', message: 'Three times.' }));
    expect(worker()).toMatchObject({ state: 'fault', note: 'Three times.' });
  });
});

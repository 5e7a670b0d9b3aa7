import { describe, expect, it } from 'vitest';
import { logLines } from '../../../../src/renderer/pages/settings/log-lines.ts';

describe('the log for people', () => {
  it('shows time, level, message and the facts beside', () => {
    const line = JSON.stringify({
      level: 40,
      time: new Date(2026, 2, 1, 14, 2, 11).getTime(),
      pid: 1,
      hostname: 'h',
      msg: 'a worker fell silent',
      side: 'a',
      after: { ms: 5 },
    });
    expect(logLines(`${line}\n\n`)).toEqual([
      { time: '14:02:11', level: 'warn', text: 'a worker fell silent  side=a after={"ms":5}' },
    ]);
  });

  it('leaves alone what it does not know', () => {
    expect(logLines('half a li\n7\n{"level":99,"time":"?"}')).toEqual([
      { time: '', level: '', text: 'half a li' },
      { time: '', level: '', text: '7' },
      { time: '', level: '', text: '' },
    ]);
  });
});

import { EgressInfo, EgressStatus } from 'livekit-server-sdk';
import { describe, expect, it } from 'vitest';
import type { Egress } from '../../../../src/contract/egress.ts';
import { requestFailure, type About } from '../../../../src/main/livekit/egress/failure.ts';
import { askedFor, egressOf, isOver } from '../../../../src/main/livekit/egress/status.ts';
import { CREDENTIALS, KEYS } from './samples.ts';

const about: About = {
  connection: { kind: 'remote', url: 'wss://lk.example.com', apiKey: 'k', apiSecret: 's' },
  keys: KEYS,
  storage: 's3',
};
const local: About = { ...about, connection: { ...about.connection, kind: 'local' } };
const at = (iso: string): bigint => BigInt(Date.parse(iso)) * 1_000_000n;

function told(said: ConstructorParameters<typeof EgressInfo>[0], before = askedFor('s3')): Egress {
  return egressOf(new EgressInfo({ egressId: 'EG_1', ...said }), before, about);
}

describe('what LiveKit tells of an egress', () => {
  it('is complete with its file', () => {
    const egress = told({
      status: EgressStatus.EGRESS_COMPLETE,
      startedAt: at('2026-01-01T10:00:00.000Z'),
      endedAt: at('2026-01-01T10:01:00.500Z'),
      request: { case: 'egress', value: {} },
      fileResults: [
        {
          filename: 'duologue/c1.ogg',
          location: 'https://calls.s3.amazonaws.com/duologue/c1.ogg',
          size: 123_456n,
          duration: 60_500_000_000n,
        },
      ],
    });
    expect(egress).toEqual({
      id: 'EG_1',
      request: 'routes',
      storage: 's3',
      state: 'complete',
      files: [
        {
          location: 'https://calls.s3.amazonaws.com/duologue/c1.ogg',
          bytes: 123_456,
          durationMs: 60_500,
        },
      ],
      error: null,
      startedAt: '2026-01-01T10:00:00.000Z',
      endedAt: '2026-01-01T10:01:00.500Z',
    });
  });

  it.each([
    [EgressStatus.EGRESS_STARTING, 'starting', false],
    [EgressStatus.EGRESS_ACTIVE, 'active', false],
    [EgressStatus.EGRESS_ENDING, 'ending', false],
    [EgressStatus.EGRESS_COMPLETE, 'complete', true],
    [EgressStatus.EGRESS_FAILED, 'failed', true],
    [EgressStatus.EGRESS_ABORTED, 'aborted', true],
    [EgressStatus.EGRESS_LIMIT_REACHED, 'limit-reached', true],
  ] as const)('status %i is %s', (status, state, over) => {
    const egress = told({ status });
    expect(egress.state).toBe(state);
    expect(isOver(egress)).toBe(over);
    expect(egress.error !== null).toBe(over && state !== 'complete');
    if (egress.error) expect(egress.error.remedy).toBeTruthy();
  });

  it('has no file before one was stored, and no figures that are not told', () => {
    const name = { filename: 'duologue/c1.ogg' };
    expect(told({ status: EgressStatus.EGRESS_ACTIVE, fileResults: [name] }).files).toEqual([]);
    const stored = { location: '/out/c1.ogg' };
    expect(told({ status: EgressStatus.EGRESS_COMPLETE, fileResults: [stored] }).files).toEqual([
      { location: '/out/c1.ogg', bytes: null, durationMs: null },
    ]);
  });

  it('keeps what was known where LiveKit says nothing of it', () => {
    const before: Egress = {
      ...told({ status: EgressStatus.EGRESS_ACTIVE }),
      request: 'room-composite',
    };
    const later = told(
      { egressId: '', status: EgressStatus.EGRESS_ENDING },
      { ...before, startedAt: 'then' },
    );
    expect(later).toMatchObject({ id: 'EG_1', request: 'room-composite', startedAt: 'then' });
    const unheardOf = Object.assign(new EgressInfo({ egressId: 'EG_1' }), { status: 99 });
    expect(egressOf(unheardOf, before, about).state).toBe('active');
  });

  it('does not keep the signature of a presigned address', () => {
    const location = 'https://b.s3.amazonaws.com/c1.ogg?X-Amz-Credential=AKIA&X-Amz-Signature=ff';
    const [file] = told({
      status: EgressStatus.EGRESS_COMPLETE,
      fileResults: [{ location }],
    }).files;
    expect(file?.location).toBe('https://b.s3.amazonaws.com/c1.ogg');
    const odd = told({
      status: EgressStatus.EGRESS_COMPLETE,
      fileResults: [{ location: '/out/what?.ogg' }],
    });
    expect(odd.files[0]?.location).toBe('/out/what?.ogg');
  });
});

describe('known failures', () => {
  const failed = (error: string, given = about) =>
    egressOf(
      new EgressInfo({ status: EgressStatus.EGRESS_FAILED, error }),
      askedFor(given.storage),
      given,
    ).error;

  it.each([
    ['S3 upload failed: AccessDenied', 'could not be stored', 'keys'],
    ['Local upload failed: open /out/c1.ogg: permission denied', 'could not be stored', 'bucket'],
    ['primary: x\nbackup: y', 'could not be stored', 'keys'],
    ['CPU exhausted: 3.90 cores used', 'no room', 'fewer conversations'],
    ['OOM: 4.00 GB used', 'no room', 'memory'],
    ['Session limit reached', 'time limit', 'session_limits'],
    ['Stop called before pipeline could start', 'had begun to record', 'longer conversation'],
    ['Start signal not received', 'had begun to record', 'longer conversation'],
    ['participant c1-a not found', 'room was gone', 'log'],
    ['request has missing or invalid field: output', 'no such output', 'bucket'],
    ['gstreamer says boo', 'failed: gstreamer says boo', 'log of the egress service'],
    ['recording ended early: connection to room: lost', 'connection to room: lost', 'log'],
    ['', 'without a reason', 'log of the egress service'],
  ])('“%s” is told with a remedy', (text, message, remedy) => {
    const error = failed(text);
    expect(error?.message).toContain(message);
    expect(error?.remedy).toContain(remedy);
  });

  it('of a disk speak of the disk', () => {
    const disk: About = { ...about, storage: 'file' };
    expect(failed('Local upload failed: denied', disk)?.remedy).toContain('that directory');
    expect(failed('request has missing or invalid field: output', disk)?.message).toContain(
      'its own disk',
    );
  });

  it('of a server without Redis tell which server it is', () => {
    const thrown = Object.assign(new Error('egress not connected (redis required)'), {
      status: 500,
      code: 'internal',
    });
    expect(requestFailure(thrown, about).message).toContain('wss://lk.example.com');
    expect(requestFailure(thrown, about).remedy).toContain('Redis');
    expect(requestFailure(thrown, local).message).toContain('on this computer');
    expect(requestFailure(thrown, local).remedy).toContain('remote LiveKit');
  });

  it('never repeat a key, whole or in part', () => {
    const text = [
      'S3 upload failed: InvalidAccessKeyId canary-s3-access canary-s3-secret',
      ...[CREDENTIALS, JSON.stringify(CREDENTIALS), 'key id canary-gcs-key-id'],
      ...['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.abc', 'canary-azure-key'],
    ].join('\n');
    for (const error of [failed(text), failed(`boo ${text}`)]) {
      expect(JSON.stringify(error)).not.toMatch(/canary|PRIVATE KEY|eyJhbG/);
    }
    const status = Object.assign(new Error(text), { status: 400, code: 'invalid_argument' });
    expect(JSON.stringify(requestFailure(status, about))).not.toMatch(/canary|PRIVATE KEY|eyJhbG/);
  });

  it('never repeat the part of a key that is left where a long answer is cut', () => {
    const key = 'canary-azure-key';
    for (let before = 250; before <= 320; before += 5) {
      const answer = Object.assign(new Error(`${'x'.repeat(before)} ${key}`), { status: 400 });
      expect(JSON.stringify(requestFailure(answer, about))).not.toContain('canary');
    }
    const longKey = JSON.stringify({ private_key: `canary${'k'.repeat(1700)}` });
    const keys = { 'egress-gcs-credentials': longKey };
    const refused = Object.assign(new Error(`invalid ${longKey}`), { status: 400 });
    expect(JSON.stringify(requestFailure(refused, { ...about, keys }))).not.toContain('canary');
  });

  it('never repeat a key without an answer either, or in an address', () => {
    const broken = new TypeError('cannot send canary-s3-secret');
    expect(JSON.stringify(requestFailure(broken, about))).not.toContain('canary');
    const keys = { 'egress-azure-account-key': 'canary+/=key' };
    const address = failed('boo https://x.net/?sig=canary%2B%2F%3Dkey', { ...about, keys });
    expect(JSON.stringify(address)).not.toContain('canary');
  });
});

import { expect, it } from 'vitest';
import { egressProblem } from '../../../../src/main/livekit/egress/validate.ts';
import { CREDENTIALS, FILE, KEYS, S3, target } from './samples.ts';

const OWN = 'wss://livekit.example.com';
const CLOUD = 'wss://my-project-1a2b.livekit.cloud';
const gcs = target({ kind: 'gcs', bucket: 'calls' });

it('finds nothing wrong with what is whole', () => {
  const all = [
    FILE,
    S3,
    gcs,
    target({ kind: 'azure', accountName: 'acme', container: 'calls' }),
    target({ kind: 'alioss', bucket: 'b', region: 'r', endpoint: 'https://oss.example.com' }),
  ];
  for (const one of all) expect(egressProblem(one, KEYS, OWN)).toBeUndefined();
  expect(egressProblem(S3, KEYS, CLOUD)).toBeUndefined();
});

it('explains LiveKit Cloud without a bucket, before the keys', () => {
  expect(egressProblem(FILE, {}, CLOUD)).toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining('bucket only'),
    remedy: expect.stringContaining('S3'),
  });
  expect(egressProblem(FILE, {}, 'wss://x.LIVEKIT.cloud')).toBeDefined();
  expect(egressProblem(FILE, {}, 'wss://livekit.cloud.example.com')).toBeUndefined();
});

it.each([
  [S3, {}, ['access key and the secret', 'DUOLOGUE_EGRESS_S3_ACCESS_KEY', '_S3_SECRET']],
  [S3, { 'egress-s3-access-key': 'AKIA' }, ['the secret access key', '_S3_SECRET']],
  [S3, { ...KEYS, 'egress-s3-secret': '  ' }, ['the secret access key', '_S3_SECRET']],
  [gcs, {}, ['JSON key', 'DUOLOGUE_EGRESS_GCS_CREDENTIALS']],
  [gcs, { 'egress-gcs-credentials': '/home/me/key.json' }, ['not the JSON', 'Paste the whole']],
  [gcs, { 'egress-gcs-credentials': '{"client_email":"x"}' }, ['not the JSON']],
  [gcs, { 'egress-gcs-credentials': CREDENTIALS.slice(0, -1) }, ['not the JSON']],
])('never sends a storage without its keys: %o', (storage, keys, words) => {
  const problem = egressProblem(storage, keys, OWN);
  const text = `${problem?.message} ${problem?.remedy}`;
  for (const word of words) expect(text).toContain(word);
  expect(text).not.toMatch(/AKIA|\/home\/me|client_email/);
});

it.each(['out', './out', 'C:\\out', '/out/../etc', '/out//x', '/out/{room_name}', '/a\u0000b'])(
  'refuses the directory %j',
  (directory) => {
    const problem = egressProblem(target({ kind: 'file', directory }), {}, OWN);
    expect(problem).toMatchObject({ code: 'invalid-input', remedy: expect.any(String) });
  },
);

it.each(['/x', '../x', 'x/../y', 'x//y', '.', 'x\\y', 'x{time}', 'x\ny'])(
  'refuses the folder %j',
  (prefix) => {
    const problem = egressProblem(target({ kind: 's3', bucket: 'b', prefix }), KEYS, OWN);
    expect(problem).toMatchObject({ code: 'invalid-input', remedy: expect.any(String) });
  },
);

it.each(['', 'x', 'x/y/', 'gespräche/2026', 'a b'])('takes the folder %j', (prefix) => {
  expect(egressProblem(target({ kind: 's3', bucket: 'b', prefix }), KEYS, OWN)).toBeUndefined();
});

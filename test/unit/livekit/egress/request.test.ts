import { AudioChannel, AudioMixing } from '@livekit/protocol';
import { AudioCodec, EncodedFileType, type StartEgressRequest } from 'livekit-server-sdk';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EgressCalls } from '../../../../src/main/livekit/egress/client.ts';
import { filePath } from '../../../../src/main/livekit/egress/request.ts';
import { FakeEgress, REFUSALS } from '../../../support/fake-egress.ts';
import { CREDENTIALS, FILE, KEYS, order, S3, target } from './samples.ts';

/* What LiveKit gets, decoded by its own protobuf definitions after a real request. */

let fake: FakeEgress;
beforeEach(async () => {
  fake = await FakeEgress.open();
});
afterEach(async () => {
  expect(fake.problems).toEqual([]);
  await fake.close();
});

async function sent(given: Parameters<typeof order>[0]): Promise<StartEgressRequest> {
  await new EgressCalls(fake.connection).start(order(given));
  const [request] = fake.routes;
  if (!request) throw new Error('nothing was sent');
  return request;
}

describe('the v2 request', () => {
  it('puts side a left and side b right, by identity, into one Ogg Opus file', async () => {
    const request = await sent(FILE);
    expect(request.roomName).toBe('duologue-c1');
    expect(request.source.case).toBe('media');
    const audio = request.source.case === 'media' ? request.source.value.audio : undefined;
    expect(audio?.captureAll).toBe(false);
    expect(audio?.routes.map(({ match, channel }) => ({ match, channel }))).toEqual([
      { match: { case: 'participantIdentity', value: 'c1-a' }, channel: AudioChannel.LEFT },
      { match: { case: 'participantIdentity', value: 'c1-b' }, channel: AudioChannel.RIGHT },
    ]);
    expect(request.encoding).toMatchObject({
      case: 'advanced',
      value: { audioCodec: AudioCodec.OPUS, audioFrequency: 48_000, audioBitrate: 128 },
    });
    expect(request.outputs.map(({ config }) => config)).toMatchObject([
      {
        case: 'file',
        value: { fileType: EncodedFileType.OGG, filepath: '/out/c1.ogg', disableManifest: true },
      },
    ]);
    expect(request.storage).toBeUndefined();
  });

  it('names bucket and keys of S3', async () => {
    expect((await sent(S3)).toJson()).toMatchObject({
      outputs: [{ file: { filepath: 'duologue/c1.ogg' } }],
      storage: {
        s3: {
          accessKey: 'canary-s3-access',
          secret: 'canary-s3-secret',
          region: 'eu-central-1',
          bucket: 'calls',
        },
      },
    });
  });

  it('names the address of a service like S3', async () => {
    const minio = target({
      ...{ kind: 's3', bucket: 'calls', endpoint: 'http://minio:9000', forcePathStyle: true },
      prefix: 'a/b/',
    });
    expect((await sent(minio)).toJson()).toMatchObject({
      outputs: [{ file: { filepath: 'a/b/c1.ogg' } }],
      storage: { s3: { endpoint: 'http://minio:9000', forcePathStyle: true } },
    });
  });

  it.each([
    [
      { kind: 'gcs', bucket: 'calls', prefix: '' },
      { gcp: { bucket: 'calls', credentials: CREDENTIALS } },
    ],
    [
      { kind: 'azure', accountName: 'acme', container: 'calls' },
      { azure: { accountName: 'acme', accountKey: 'canary-azure-key', containerName: 'calls' } },
    ],
    [
      { kind: 'alioss', bucket: 'calls', region: 'cn-1', endpoint: 'https://oss.example.com' },
      {
        aliOSS: {
          accessKey: 'canary-ali-access',
          secret: 'canary-ali-secret',
          region: 'cn-1',
          endpoint: 'https://oss.example.com',
          bucket: 'calls',
        },
      },
    ],
  ])('names bucket and keys of %o', async (settings, storage) => {
    expect((await sent(target(settings))).toJson()).toMatchObject({ storage });
  });

  it.each([FILE, S3, target({ kind: 'azure', accountName: 'acme', container: 'calls' })])(
    'holds the keys of its own storage and of no other: $kind',
    async (given) => {
      const text = JSON.stringify((await sent(given)).toJson());
      const own = { file: [], s3: ['canary-s3-access', 'canary-s3-secret'] };
      const wanted = given.kind === 'azure' ? ['canary-azure-key'] : own[given.kind as 's3'];
      expect(text.match(/canary-[a-z0-9-]+/g) ?? []).toEqual(wanted);
    },
  );
});

describe('the request for older servers', () => {
  it('is a room composite of sound only, without a layout, to the same file and storage', async () => {
    fake.misbehave.StartEgress = REFUSALS.noRoute;
    const { request } = await new EgressCalls(fake.connection).start(order(S3));
    expect(request).toBe('room-composite');
    const [composite] = fake.composites;
    expect(composite).toMatchObject({
      roomName: 'duologue-c1',
      layout: '',
      customBaseUrl: '',
      audioOnly: true,
      audioMixing: AudioMixing.DUAL_CHANNEL_ALTERNATE,
      output: { case: undefined },
      fileOutputs: [
        {
          fileType: EncodedFileType.OGG,
          filepath: 'duologue/c1.ogg',
          output: { case: 's3', value: { bucket: 'calls', secret: KEYS['egress-s3-secret'] } },
        },
      ],
    });
  });

  it('names no storage for a disk of its own', async () => {
    fake.misbehave.StartEgress = REFUSALS.noRoute;
    await new EgressCalls(fake.connection).start(order(FILE));
    expect(fake.composites[0]?.fileOutputs[0]).toMatchObject({
      filepath: '/out/c1.ogg',
      output: { case: undefined },
    });
  });
});

it.each([
  [{ kind: 'file', directory: '/out/' }, '/out/c1.ogg'],
  [{ kind: 'file', directory: '/' }, '/c1.ogg'],
  [{ kind: 's3', bucket: 'b', prefix: '' }, 'c1.ogg'],
  [{ kind: 's3', bucket: 'b' }, 'duologue/c1.ogg'],
  [{ kind: 's3', bucket: 'b', prefix: 'x/y' }, 'x/y/c1.ogg'],
])('the file of %o is %s', (settings, path) => {
  expect(filePath(order(target(settings)))).toBe(path);
});

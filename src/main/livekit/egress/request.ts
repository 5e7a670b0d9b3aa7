import {
  EncodedFileOutput,
  RoomCompositeEgressRequest,
  StartEgressRequest,
  type StorageConfig,
} from 'livekit-server-sdk';
import { assertNever } from '../../../contract/kind.ts';
import type { EgressOrder } from './order.ts';

/*
 * An order as LiveKit's requests, by the names that they have on the wire: the SDK doesn't export all
 * classes of these messages, and refuses a name that it doesn't know. Checked before: see validate.ts.
 * The keys are in it.
 */

type Json = Record<string, unknown>;
type Readable = Parameters<typeof StartEgressRequest.fromJson>[0];
/** How the SDK takes a room composite. */
interface Composite {
  file: EncodedFileOutput;
  options: Pick<RoomCompositeEgressRequest, 'audioOnly' | 'audioMixing'> & {
    encodingOptions: Extract<RoomCompositeEgressRequest['options'], { case: 'advanced' }>['value'];
  };
}

/** Opus at its own rate, good enough for two voices on one channel each. */
const ENCODING = { audioCodec: 'OPUS', audioBitrate: 128, audioFrequency: 48_000 };

/** The v2 request (egress ≥ 1.14): Ogg Opus, each side on a channel of its own by its identity. */
export function routesRequest(order: EgressOrder): StartEgressRequest {
  const { room, identities } = order;
  const routes = [
    { participantIdentity: identities.a, channel: 'AUDIO_CHANNEL_LEFT' },
    { participantIdentity: identities.b, channel: 'AUDIO_CHANNEL_RIGHT' },
  ];
  const storage = storageOf(order);
  const json: Json = {
    roomName: room,
    media: { audio: { routes } },
    advanced: ENCODING,
    outputs: [{ file: fileOf(order) }],
    ...(storage ? { storage } : {}),
  };
  return StartEgressRequest.fromJson(json as Readable);
}

/**
 * What older servers can do: the whole room, sound only. Without a layout no browser is started for
 * it. The voices are kept apart, but in the order in which LiveKit meets them: left may be side b.
 */
export function compositeRequest(order: EgressOrder): Composite {
  const file = { ...fileOf(order), ...storageOf(order) };
  const rest = RoomCompositeEgressRequest.fromJson({
    ...{ audioOnly: true, audioMixing: 'DUAL_CHANNEL_ALTERNATE' },
    advanced: ENCODING,
  });
  const { audioOnly, audioMixing, options } = rest;
  if (options.case !== 'advanced') throw new Error('the encoding is set above');
  return {
    file: EncodedFileOutput.fromJson(file as Readable),
    options: { audioOnly, audioMixing, encodingOptions: options.value },
  };
}

/** One file beside which no list of files is put. */
function fileOf(order: EgressOrder): Json {
  return { fileType: 'OGG', filepath: filePath(order), disableManifest: true };
}

/** Where the file is to lie: `<directory or prefix>/<conversation id>.ogg`. */
export function filePath({ target, conversationId }: EgressOrder): string {
  const folder = (target.kind === 'file' ? target.directory : target.prefix).replace(/\/+$/, '');
  const isTop = folder === '' && target.kind !== 'file';
  return isTop ? `${conversationId}.ogg` : `${folder}/${conversationId}.ogg`;
}

type StorageCase = Exclude<StorageConfig['provider']['case'], undefined>;

/** Undefined: the disk of the egress service. */
function storageOf({ target, keys }: EgressOrder): Partial<Record<StorageCase, Json>> | undefined {
  switch (target.kind) {
    case 'file':
      return undefined;
    case 's3': {
      const { bucket, region = '', endpoint = '', forcePathStyle } = target;
      const accessKey = keys['egress-s3-access-key'];
      const secret = keys['egress-s3-secret'];
      return { s3: { accessKey, secret, bucket, region, endpoint, forcePathStyle } };
    }
    case 'gcs':
      return { gcp: { credentials: keys['egress-gcs-credentials'], bucket: target.bucket } };
    case 'azure': {
      const { accountName, container: containerName } = target;
      const accountKey = keys['egress-azure-account-key'];
      return { azure: { accountName, accountKey, containerName } };
    }
    case 'alioss': {
      const { bucket, region, endpoint } = target;
      const accessKey = keys['egress-alioss-access-key'];
      const secret = keys['egress-alioss-secret'];
      return { aliOSS: { accessKey, secret, region, endpoint, bucket } };
    }
    default:
      return assertNever(target);
  }
}

import { describe, expect, it } from 'vitest';
import { EGRESS_SECRETS } from '../../../../src/contract/egress-checks.ts';
import { egressSettingsSchema } from '../../../../src/contract/egress-settings.ts';
import {
  EGRESS_KEYS,
  EGRESS_KINDS,
  egressFieldProblem,
  egressFormOf,
  egressSettingsOf,
} from '../../../../src/renderer/pages/settings/egress-form.ts';

const off = egressFormOf({ kind: 'off' });

describe('egress in the settings', () => {
  it.each([
    { kind: 'off' },
    { kind: 'file', directory: '/out' },
    { kind: 's3', bucket: 'b', region: 'r', endpoint: 'http://minio:9000', forcePathStyle: true },
    { kind: 's3', bucket: 'b', prefix: '' },
    { kind: 'gcs', bucket: 'b', prefix: 'x/y' },
    { kind: 'azure', accountName: 'a', container: 'c' },
    { kind: 'alioss', bucket: 'b', region: 'r', endpoint: 'https://oss.example.com' },
  ])('comes back as it was: %o', (given) => {
    const settings = egressSettingsSchema.parse(given);
    expect(JSON.stringify(egressSettingsOf(egressFormOf(settings)))).toBe(JSON.stringify(settings));
  });

  it('keeps what was typed for another kind, and stores only what belongs to the chosen one', () => {
    const form = { ...off, kind: 's3' as const, bucket: ' calls ', directory: '/out' };
    expect(egressSettingsOf(form)).toEqual({
      ...{ kind: 's3', bucket: 'calls', forcePathStyle: false, prefix: 'duologue' },
    });
    expect(egressSettingsOf({ ...form, kind: 'file' })).toEqual({
      ...{ kind: 'file', directory: '/out' },
    });
  });

  it('is not whole without what its kind needs', () => {
    for (const { value: kind } of EGRESS_KINDS) {
      const isWhole = egressSettingsOf({ ...off, kind }) !== undefined;
      expect(isWhole).toBe(kind === 'off');
    }
  });

  it('says what is wrong with a field, and nothing of an empty one', () => {
    const s3 = { ...off, kind: 's3' as const };
    expect(egressFieldProblem(s3, 'bucket')).toBeUndefined();
    expect(egressFieldProblem({ ...s3, endpoint: 'minio:9000' }, 'endpoint')).toContain('address');
    expect(
      egressFieldProblem({ ...s3, endpoint: 'http://minio:9000' }, 'endpoint'),
    ).toBeUndefined();
    expect(egressFieldProblem({ ...s3, bucket: 'x'.repeat(201) }, 'bucket')).toContain('too long');
    expect(egressFieldProblem({ ...s3, prefix: '/x' }, 'prefix')).toContain('without a slash');
    expect(egressFieldProblem({ ...s3, prefix: '../x' }, 'prefix')).toContain('..');
    const file = { ...off, kind: 'file' as const, directory: 'out' };
    expect(egressFieldProblem(file, 'directory')).toContain('absolute');
    expect(egressSettingsOf(file)).toBeUndefined();
  });

  it('has words for every key', () => {
    expect(Object.keys(EGRESS_KEYS)).toEqual(Object.values(EGRESS_SECRETS).flat());
  });
});

import { useState } from 'react';
import { EGRESS_SECRETS, isLiveKitCloud } from '../../../contract/egress-checks.ts';
import type { SettingsView } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { EgressFields } from './egress-fields.tsx';
import { EGRESS_KEYS, EGRESS_KINDS, egressFormOf, egressSettingsOf } from './egress-form.ts';
import { ProtectionNote } from './keys-section.tsx';
import { SecretField } from './secret-field.tsx';
import { TestLine } from './test-line.tsx';
import { useSave } from './use-save.ts';
import { useTest } from './use-test.ts';

/** LiveKit's own recording of conversations, beside ours. */
export function EgressSection({ view }: { view: SettingsView }) {
  const stored = view.settings.egress;
  const [form, setForm] = useState(() => egressFormOf(stored));
  const { save, busy, error } = useSave(view);
  const test = useTest(`egress ${JSON.stringify(stored)}`, () => studio.testEgress());
  const wanted = egressSettingsOf(form);
  const changed = JSON.stringify(wanted) !== JSON.stringify(stored);
  const note = noteOf(form.kind, view);
  return (
    <>
      <Card title="Recording by LiveKit">
        <div className="grid gap-5">
          <p className="max-w-measure text-sm text-dim">
            LiveKit’s egress service can record every conversation as well, where it runs: one Ogg
            Opus file, side A on the left and side B on the right. You need it only if the sound has
            to be in a bucket at once. Duologue’s own recording on this computer is always made, and
            does not depend on it.
          </p>
          <Field label="Where LiveKit puts it">
            <Select
              label="Where LiveKit puts it"
              value={form.kind}
              onChange={(kind) => setForm({ ...form, kind })}
              options={EGRESS_KINDS}
              className="w-full sm:w-72"
            />
          </Field>
          {form.kind !== 'off' && <EgressFields form={form} onChange={setForm} />}
          {note && <p className="max-w-measure text-sm text-warn">{note}</p>}
          {error && <ErrorNote error={error} />}
          <div className="flex items-center gap-3 border-t border-line pt-4">
            <Button
              variant={changed ? 'primary' : 'secondary'}
              busy={busy}
              disabled={!changed || wanted === undefined}
              onClick={() => wanted && save({ egress: wanted })}
            >
              Use this
            </Button>
            {!changed && stored.kind !== 'off' && (
              <span className="text-sm text-dim">In use from the next run on.</span>
            )}
          </div>
          {stored.kind !== 'off' && !changed && <TestLine label="Test egress" test={test} />}
        </div>
      </Card>
      <EgressKeys kind={form.kind} view={view} />
    </>
  );
}

function EgressKeys({
  kind,
  view,
}: {
  kind: ReturnType<typeof egressFormOf>['kind'];
  view: SettingsView;
}) {
  if (kind === 'off' || kind === 'file') return null;
  return (
    <>
      <Card title="Keys of the storage">
        <div className="grid gap-5">
          <p className="max-w-measure text-sm text-dim">
            They go to LiveKit with each request, and from there to its egress service.
          </p>
          {EGRESS_SECRETS[kind].map((name) => (
            <SecretField key={name} view={view} name={name} {...EGRESS_KEYS[name]} />
          ))}
        </div>
      </Card>
      <ProtectionNote view={view} />
    </>
  );
}

/** What speaks against the choice, with the connection that is in use. */
function noteOf(kind: string, { effective }: SettingsView): string | undefined {
  if (kind === 'off') return undefined;
  const { kind: place, url = '' } = effective.connection;
  if (place === 'local') {
    return 'The LiveKit server on this computer has no egress service: nothing comes of this until a remote LiveKit is chosen under Connection.';
  }
  if (kind === 'file' && isLiveKitCloud(url)) {
    return 'LiveKit Cloud writes to a bucket only, never to a disk.';
  }
  return undefined;
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileKey2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { EnvFile } from '../../../contract/settings.ts';
import { studio } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, TextArea } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.ts';
import { nameFromEnv } from './connection-form.ts';
import { envFileWords } from './env-file-words.ts';

/** Takes over what an .env.local holds: LiveKit, the OpenAI key, the model. */
export function EnvFileDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [ownName, setOwnName] = useState<string>();
  const queryClient = useQueryClient();
  const name = ownName ?? nameFromEnv(text);
  const take = useMutation({
    mutationFn: () => studio.readEnvFile({ name, text }),
    onSuccess: ({ view, ...found }: EnvFile & { view: unknown }) => {
      queryClient.setQueryData(['settings'], view);
      toast.done(envFileWords(found, name));
      onClose();
    },
  });
  const change = (written: string) => {
    setText(written);
    // What was refused was another text.
    take.reset();
  };
  const isReady = text.trim() !== '' && name.trim() !== '';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Import .env.local"
      description="Takes over LIVEKIT_URL with its key and secret as a connection, OPENAI_API_KEY, OPENAI_BASE_URL and LLM_MODEL."
      footer={
        <>
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={take.isPending}
            disabled={!isReady}
            onClick={() => take.mutate()}
          >
            Take over
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        <FileArea onText={change} />
        <Field label="Or paste its text" hint="It is not shown again, and not kept as a text.">
          <TextArea
            rows={5}
            spellCheck={false}
            autoComplete="off"
            className="font-mono text-sm"
            placeholder="LIVEKIT_URL=wss://…"
            value={text}
            onChange={(event) => change(event.target.value)}
          />
        </Field>
        <Field label="Name of the connection" hint="One of the same address is changed instead.">
          <Input value={name} maxLength={80} onChange={(event) => setOwnName(event.target.value)} />
        </Field>
        {take.isError && <ErrorNote error={take.error} />}
      </div>
    </Dialog>
  );
}

/** Larger ones are no such file. */
const MOST_BYTES = 100_000;

function FileArea({ onText }: { onText: (text: string) => void }) {
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const read = (file: File | undefined) => {
    if (!file) return;
    const isSmall = file.size <= MOST_BYTES;
    setProblem(isSmall ? undefined : 'This file is too large to be an .env.local.');
    if (isSmall) file.text().then(onText, () => setProblem('This file can’t be read.'));
  };
  return (
    <DropZone
      onDrop={(dropped) => read(dropped.files[0])}
      className="flex flex-wrap items-center justify-center gap-3 px-5 py-5"
    >
      <FileKey2 aria-hidden className="size-5 shrink-0 stroke-[1.5] text-faint" />
      <p className="text-sm">Drop the file here</p>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="The .env.local"
        onChange={(event) => read(event.target.files?.[0])}
      />
      <Button size="sm" data-first onClick={() => input.current?.click()}>
        Choose a file…
      </Button>
      {problem && <p className="w-full text-center text-sm text-bad">{problem}</p>}
    </DropZone>
  );
}

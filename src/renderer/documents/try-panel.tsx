import { clsx } from 'clsx';
import { MessageCircle, SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import type { Provider } from '../../contract/provider.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNote } from '../ui/error-note.tsx';
import { Input } from '../ui/input.tsx';
import { Select } from '../ui/select.tsx';
import { MOST_MESSAGES } from './try-chat.ts';
import type { TryControls } from './use-try-chat.ts';

const providers: { value: Provider; label: string; hint: string }[] = [
  {
    value: 'rehearsal',
    label: 'Rehearsal',
    hint: 'On this machine, by simple rules; needs no key',
  },
  { value: 'openai', label: 'OpenAI', hint: 'A real model; needs a key' },
  { value: 'openai-compatible', label: 'Own servers', hint: 'As set in Settings' },
];

interface TryPanelProps {
  name: string;
  controls: TryControls;
  provider: Provider;
  onProvider: (provider: Provider) => void;
}

/** A written talk with the persona: you are the other side. */
export function TryPanel({ name, controls, provider, onProvider }: TryPanelProps) {
  const { chat, ask, clear } = controls;
  const first = name.trim().split(/\s+/)[0] ?? name;
  const empty = chat.messages.length === 0 && !chat.waiting && !chat.error;
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3">
      <div className="flex items-center justify-between gap-2">
        <Select
          size="sm"
          label="Answers come from"
          value={provider}
          onChange={onProvider}
          options={providers}
        />
        <Button size="sm" variant="quiet" onClick={clear} disabled={empty}>
          Clear
        </Button>
      </div>
      {empty ? (
        <EmptyState
          icon={<MessageCircle />}
          title={`Talk to ${first}`}
          action={<Button onClick={ask}>Let {first} begin</Button>}
          className="flex-1 content-center"
        >
          Write the first line below, or let {first} begin. Answers follow what stands in the form,
          saved or not.
        </EmptyState>
      ) : (
        <Messages name={first} controls={controls} />
      )}
      <Composer name={first} controls={controls} />
    </div>
  );
}

function Messages({ name, controls: { chat, ask } }: { name: string; controls: TryControls }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => end.current?.scrollIntoView({ block: 'nearest' }), [chat]);
  return (
    <div
      role="log"
      aria-label={`Talk with ${name}`}
      tabIndex={0}
      className="min-h-0 flex-1 overflow-y-auto rounded-control"
    >
      <ol className="grid gap-3">
        {chat.messages.map(({ from, text }, index) => (
          <li key={index} className={clsx('grid max-w-[85%] gap-0.5', from === 'you' && 'ml-auto')}>
            <span className={clsx('text-xs text-dim', from === 'you' && 'text-right')}>
              {from === 'you' ? 'You' : name}
            </span>
            <p
              className={clsx(
                'rounded-card border border-line px-3 py-2 break-words whitespace-pre-wrap',
                from === 'you' ? 'bg-raise' : 'bg-bg',
              )}
            >
              {text}
            </p>
          </li>
        ))}
      </ol>
      {chat.waiting && <p className="mt-3 text-sm text-dim">{name} is thinking…</p>}
      {chat.hungUp && <p className="mt-3 text-sm text-dim">{name} has said goodbye and hung up.</p>}
      {chat.error && <ErrorNote error={chat.error} onRetry={ask} className="mt-3" />}
      <div ref={end} />
    </div>
  );
}

function Composer({ name, controls: { chat, say } }: { name: string; controls: TryControls }) {
  const [text, setText] = useState('');
  const full = chat.messages.length >= MOST_MESSAGES - 1;
  const closed = chat.waiting || chat.hungUp || full;
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (closed || !text.trim()) return;
    say(text.trim());
    setText('');
  };
  return (
    <form onSubmit={send} className="flex gap-2">
      <Input
        aria-label={`What you say to ${name}`}
        placeholder={
          chat.hungUp ? 'The call is over: clear it to begin anew' : `Say something to ${name}`
        }
        maxLength={4000}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <IconButton
        type="submit"
        label="Send"
        size="md"
        variant="secondary"
        disabled={closed || !text.trim()}
      >
        <SendHorizontal aria-hidden />
      </IconButton>
    </form>
  );
}

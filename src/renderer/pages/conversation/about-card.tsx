import type { Conversation } from '../../../contract/conversation.ts';
import { formatDate } from '../../format/dates.ts';
import { formatBytes, formatCount, formatCountOf } from '../../format/numbers.ts';
import { formatDuration, formatSeconds } from '../../format/times.ts';
import { wordTimesWords } from '../../transcript/word-origin.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { KeyValue } from '../../ui/key-value.tsx';
import { StatusDot } from '../../ui/status-dot.tsx';
import { endWords, statusWords } from '../library/status.ts';
import { costText } from './player-words.ts';
import { holesMs, localRecording, recordingFormat, stemsOf } from './recording.ts';
import { isRehearsed } from './usage-words.ts';

/** How it ended, and the facts of its recordings. */
export function AboutCard({ conversation }: { conversation: Conversation }) {
  const { status, endReason, endMessage, error, createdAt, durationMs } = conversation;
  const { turns, metrics, usage, trashedAt } = conversation;
  const { tone, label } = statusWords[status];
  const paid = isRehearsed(usage) ? undefined : usage?.cost;
  const why = endMessage ?? (endReason && endWords[endReason]);
  return (
    <Card title="How it went">
      <div className="grid gap-3">
        <div>
          <StatusDot tone={tone} label={label} className="font-semibold" />
          {why && <p className="mt-1 text-sm text-dim">{why}</p>}
          {trashedAt && (
            <p className="mt-1 text-sm text-warn">In the trash since {formatDate(trashedAt)}.</p>
          )}
        </div>
        {error && <ErrorNote error={error} />}
        <KeyValue
          items={[
            ['Began', formatDate(createdAt)],
            ['Length', formatDuration(durationMs)],
            ['Turns', formatCount(turns.length)],
            ...(paid ? [['Cost', costText(paid)] as const] : []),
            ...(metrics
              ? ([
                  ['Gap, median', formatSeconds(metrics.gapMedianMs)],
                  ['Overlap', formatSeconds(metrics.overlapMs)],
                  ['Interruptions', formatCount(metrics.interruptions)],
                ] as const)
              : []),
          ]}
        />
        <WordTimes conversation={conversation} />
        <RecordingFacts conversation={conversation} />
      </div>
    </Card>
  );
}

/** Where the times of the words come from: an estimate is never shown as exact. */
function WordTimes({ conversation }: { conversation: Conversation }) {
  const words = wordTimesWords(conversation.turns);
  if (words === undefined) return null;
  return (
    <p className="border-t border-line pt-3 text-sm">
      <span className="text-dim">Word times: </span>
      {words}
    </p>
  );
}

function RecordingFacts({ conversation }: { conversation: Conversation }) {
  const recording = localRecording(conversation);
  if (!recording) return <p className="text-sm text-dim">There is no recording of it.</p>;
  const { bytes, holes } = recording;
  const stems = stemsOf(conversation);
  return (
    <div className="border-t border-line pt-3 text-sm">
      <p className="flex justify-between gap-3">
        <span className="text-dim">{recordingFormat(recording)}</span>
        <span className="font-semibold">{formatBytes(bytes)}</span>
      </p>
      {stems && (
        <p
          className="mt-1.5 flex justify-between gap-3"
          title="What each voice made, before the network, on the same clock"
        >
          <span className="text-dim">
            Clean stems: {recordingFormat(stems).replace(/^Stereo/u, 'stereo')}
          </span>
          <span className="font-semibold">{formatBytes(stems.bytes)}</span>
        </p>
      )}
      {holes.length > 0 && (
        <p className="mt-1 text-warn">
          {formatCountOf(holes.length, 'hole')}, {formatSeconds(holesMs(recording))} in all: nothing
          could be recorded there, so that they hold silence.
        </p>
      )}
    </div>
  );
}

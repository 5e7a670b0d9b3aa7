import type { AudioOptions } from '../../contract/export-api.ts';
import type { PerSide, Side } from '../../contract/side.ts';
import { drawnFiles, drawnWords } from './drawn-files.ts';

/** Heights of the bars, of twelve; the two take turns, and overlap once. */
const VOICES: PerSide<readonly number[]> = {
  a: [4, 8, 11, 7, 10, 5, 3, 0, 0, 0, 0, 0, 0, 0, 4, 9, 12, 8, 6, 10, 4, 0, 0, 0, 0, 0, 0, 0],
  b: [0, 0, 0, 0, 0, 0, 0, 3, 7, 10, 6, 11, 8, 5, 3, 0, 0, 0, 0, 0, 0, 5, 9, 6, 11, 8, 4, 3],
};
const WIDTH = 168;
const HEIGHT = 30;
const PITCH = WIDTH / VOICES.a.length;

const fills: PerSide<string> = { a: 'fill-a', b: 'fill-b' };

interface ChannelDrawingProps {
  audio: AudioOptions;
  names: PerSide<string>;
}

/** The files of a conversation with their channels, as small pictures: who is heard where. */
export function ChannelDrawing({ audio, names }: ChannelDrawingProps) {
  const files = drawnFiles(audio, names);
  return (
    <div role="img" aria-label={drawnWords(files)} className="grid gap-2" data-channels>
      {files.map(({ channels }, index) => (
        <div key={index} className="divide-y divide-line rounded-control border border-line-strong">
          {channels.map(({ label, sides }) => (
            <div key={label} className="px-2.5 py-1.5">
              <span className="block truncate text-xs text-dim">{label}</span>
              <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="w-full">
                {sides.map((side) => (
                  <Voice key={side} side={side} />
                ))}
              </svg>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function Voice({ side }: { side: Side }) {
  return VOICES[side].map((height, index) => (
    <rect
      key={index}
      className={fills[side]}
      x={index * PITCH + PITCH / 4}
      y={HEIGHT / 2 - (height * HEIGHT) / 26 - 0.5}
      width={PITCH / 2}
      height={(height * HEIGHT) / 13 + 1}
      rx={1}
    />
  ));
}

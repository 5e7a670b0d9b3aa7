import type { TextFormat } from '../../../contract/export-api.ts';
import { audacityWriter } from './audacity.ts';
import { chatWriter } from './chat.ts';
import { csvWriter } from './csv.ts';
import { ctmWriter } from './ctm.ts';
import { jsonWriter } from './json.ts';
import { mdWriter } from './md.ts';
import { rttmWriter } from './rttm.ts';
import { srtWriter } from './srt.ts';
import { stmWriter } from './stm.ts';
import type { TextWriter } from './text-format.ts';
import { textgridWriter } from './textgrid.ts';
import { txtWriter } from './txt.ts';
import { vttWriter } from './vtt.ts';

/** Every text format, by the name that options use. */
export const TEXT_WRITERS: Record<TextFormat, TextWriter> = {
  ...{ json: jsonWriter, txt: txtWriter, md: mdWriter, csv: csvWriter, vtt: vttWriter },
  ...{ srt: srtWriter, rttm: rttmWriter, stm: stmWriter, ctm: ctmWriter },
  ...{ textgrid: textgridWriter, audacity: audacityWriter, chat: chatWriter },
};

/**
 * A program of its own, so that nothing else is in its memory: exports one recording again and again, and prints
 * the most memory that it ever held, MB.
 *
 * node many-hours.ts SOURCE DIRECTORY TIMES
 */
import { audioOptionsSchema } from '../../../src/contract/export-api.ts';
import { renderAudio } from '../../../src/main/audio/render.ts';

const [source = '', directory = '', times = '1'] = process.argv.slice(2);
const audio = audioOptionsSchema.parse({ encoding: 'flac', layout: 'split' });
for (let i = 0; i < Number(times); i++) {
  await renderAudio({ source, audio, augment: null, directory, name: 'conversation' });
}
console.log(process.resourceUsage().maxRSS / 1000);

import { z } from 'zod';

/** A number, or a range of which the seed chooses for each conversation. Either may be left empty. */
const rangeSchema = z.object({ from: z.string().max(12), to: z.string().max(12) });
export type RangeText = z.infer<typeof rangeSchema>;

const path = z.string().max(4000);

export const augmentFormSchema = z.object({
  telephone: z.boolean(),
  noise: z.enum(['none', 'pink', 'babble', 'file']),
  /** dB of speech over noise. */
  snr: rangeSchema,
  /** How many of the library's conversations babble. */
  voices: z.string().max(12),
  noisePath: path,
  /** Empty: no reverb. */
  reverbPath: path,
  /** dB; empty: as it is. */
  level: rangeSchema,
  /** Percent; empty: none. */
  loss: rangeSchema,
  /** Packets. */
  burst: z.string().max(12),
  seed: z.string().max(12),
});
/** What is done to the sound, as it stands in the form. */
export type AugmentForm = z.infer<typeof augmentFormSchema>;

export const NO_AUGMENT: AugmentForm = {
  telephone: false,
  noise: 'none',
  snr: { from: '10', to: '20' },
  voices: '4',
  noisePath: '',
  reverbPath: '',
  level: { from: '', to: '' },
  loss: { from: '', to: '' },
  burst: '1',
  seed: '1',
};

/** Something to know before Run. */
export interface RunProblem {
  /** `stop`: it can't start so; `note`: it may go wrong, or sound odd. */
  weight: 'stop' | 'note';
  text: string;
  link?: { href: string; label: string };
}

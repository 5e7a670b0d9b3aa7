/*
 * Texts that a model gets besides its system prompt, and the headings inside that. They stand here
 * because several processes need the same: the worker tells them in a call, the studio in a try-out and
 * in a preview, and the rehearsal mind reads them.
 */

/** What the one who opens a call is told before the first word. */
export const OPENING_INSTRUCTION =
  'The call has just been connected. You speak first: say your opening line.';

/** What the model is told of the tool END_CALL_TOOL, which takes no arguments. */
export const END_CALL_DESCRIPTION =
  'Hang up. Call this only after both of you have said goodbye, or together with your own goodbye.';

/** Headings of a compiled system prompt, each on a line of its own after "# ". */
export const PROMPT_HEADINGS = {
  self: 'Who you are',
  other: 'Whom you speak with',
  situation: 'Situation',
  goal: 'Your goal',
  facts: 'What only you know',
  manner: 'Your manner',
  style: 'How you speak',
  end: 'How the call ends',
} as const;

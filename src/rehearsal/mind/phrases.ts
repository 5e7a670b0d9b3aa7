/** Said when nothing usable was heard. */
export const CLARIFICATIONS: readonly string[] = [
  'Sorry, could you say that again?',
  "I'm sorry, I didn't catch that.",
  'Pardon me, could you repeat that?',
  'Sorry, what was that?',
  'You broke up a little. Could you say that once more?',
  "I didn't quite hear you. Can you repeat that, please?",
];

/** Said when the other side asks whether somebody is there. */
export const PRESENT: readonly string[] = [
  "Yes, I'm here. Sorry, could you say that again?",
  "I'm still here, but I didn't hear you. Could you repeat that?",
];

/** Put before a line that is said again; the empty one repeats it plainly. */
export const REPEATS: readonly string[] = [
  'I said: ',
  '',
  'I was just saying: ',
  'Sure, once more: ',
  'What I said was: ',
];

/** Said into a long silence. */
export const CHECK_INS: readonly string[] = [
  'Hello? Are you still there?',
  'Are you still with me?',
  'Hello, can you hear me?',
];

/** Said when the script is over and the other side still waits. */
export const FAREWELLS: readonly string[] = [
  'All right, goodbye.',
  'Okay, bye for now.',
  'Thanks again. Goodbye.',
  'Take care. Bye.',
];

/** Said when the call has to come to an end before the script does. */
export const WRAP_UPS: readonly string[] = [
  "I'm afraid I have to go now. Thank you for your time, goodbye.",
  'Let me stop you there, I really have to go. Thanks for everything, bye.',
  "I'm sorry, I have to hang up now. It was nice talking to you, goodbye.",
  "We'll have to leave it there for today. Thank you, and take care. Bye.",
];

/** A request to repeat, in whatever words. */
export const ASKS_TO_REPEAT =
  /\b(say (that|it) (again|once more)|repeat (that|it)|didn['’]?t (quite )?(catch|hear|get) (that|you|it)|come again|what was that|pardon)\b/i;

export const ASKS_FOR_PRESENCE = /\b(are you (still )?(there|with me)|can you hear me)\b/i;

export const SAYS_GOODBYE =
  /\b(good ?bye|bye|take care|have a (nice|good|great) (day|evening|one))\b/i;

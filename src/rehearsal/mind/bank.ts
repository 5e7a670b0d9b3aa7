/** Phrases of the generator. `{topic}` is what is asked about; names are filled in as in a script. */

export const HELPER_OPENS = [
  'Hello, this is {{self.first}}. How can I help you?',
  'Good morning, {{self.name}} speaking. What can I do for you?',
  "Hi there, you're speaking with {{self.first}}. How can I help?",
  'Hello, {{self.first}} here. What can I help you with?',
  "Thanks for calling, this is {{self.first}}. What's going on?",
];
export const SEEKER_GREETS = [
  'Hi, this is {{self.name}}.',
  'Hello, {{other.first}}. My name is {{self.name}}.',
  'Hi, {{self.first}} here.',
  'Good morning, this is {{self.first}}.',
  'Hello, {{self.name}} speaking.',
];
export const SEEKER_OPENS = [
  'Hello, this is {{self.name}}. Am I speaking with {{other.first}}?',
  "Hi {{other.first}}, it's {{self.first}}. Do you have a minute?",
  'Good morning, my name is {{self.name}}. Can you help me?',
  'Hello, {{self.first}} here. Is this a good moment?',
];
export const HELPER_GREETS = [
  'Hi {{other.first}}, yes, go ahead.',
  "Hello, this is {{self.first}}. What's on your mind?",
  'Yes, of course. What can I do for you?',
  "Hi, good to hear from you. What's it about?",
];
export const GOAL_STARTS = ['', 'So,', 'Well,', "It's like this:", 'Right, so'];
export const ACKNOWLEDGEMENTS = [
  'Okay.',
  'I see.',
  'All right.',
  'Got it.',
  "Sure, let's have a look.",
  'Thanks for telling me.',
];
export const TOPIC_QUESTIONS = [
  'What can you tell me about {topic}?',
  'And what about {topic}?',
  'Can I ask about {topic}?',
  'Could you tell me about {topic}?',
];
export const QUESTIONS_TO_SEEKER = [
  'Can you tell me a bit more about it?',
  'What should I know about it?',
  'Is there anything else that matters here?',
  'Could you give me one more detail?',
];
export const QUESTIONS_AND_ANSWERS: readonly (readonly [string, string])[] = [
  ['When did this start?', 'It was some time last week, I think.'],
  ['Have we talked about this before?', 'No, this is the first time.'],
  ['Is it urgent for you?', "Fairly, yes. I'd like to have it settled soon."],
  ['Do you have everything in front of you?', 'Yes, I have it all right here.'],
  ['What would help you most?', 'A clear answer would be a good start.'],
];
export const QUESTIONS_TO_HELPER = [
  'And what happens now?',
  'What can you do about it?',
  'How does that work?',
  'Is there anything I need to do?',
];
export const HELPER_UNSURE = [
  "I'd have to look that up for you.",
  "I can't see that here, but I'll ask a colleague.",
  "That I don't know yet. I'll find out.",
  "I'm not sure about that one, sorry.",
];
export const SEEKER_UNSURE = [
  "I couldn't tell you, to be honest.",
  "I'm not sure about that.",
  "I don't have that in front of me, sorry.",
  "Hm, that I don't know.",
];
export const NOTHING_MORE = [
  "That's about all I know.",
  "No, I think that's everything.",
  'There is nothing else that comes to mind.',
  'I believe I have told you all of it.',
];
export const FINDINGS = [
  "Right, I've had a look.",
  'Okay, I can see it here.',
  'Good, now I understand.',
  'Thanks, that helps.',
  'Let me see. Yes, here it is.',
];
export const PROMISES = [
  "I'll take care of it today.",
  "You'll hear from me by tomorrow.",
  "I'll write that down and follow it up.",
  "That shouldn't be a problem at all.",
];
export const SHORT_STARTS = ['Sure.', 'Well,', 'Of course.', 'So,', 'Let me see.', ''];
export const STARTS = [
  'Well, to be honest,',
  'Let me think. Right,',
  "So, here's how it is:",
  "Oh, that's a good question.",
  'Yes, of course.',
];
export const TAILS = [
  'I hope that helps.',
  "That's about all I know.",
  "It's a bit of a long story.",
  "So that's where we are.",
  'I wanted to mention that.',
];
export const THANKS = [
  'That sounds good. Thank you, {{other.first}}.',
  "Great, that's what I needed. Thanks a lot.",
  'Okay, perfect. Thanks for your help.',
  "All right, I'm glad to hear that. Thank you.",
];
export const ANYTHING_ELSE = [
  "You're welcome. Is there anything else?",
  'No problem at all. Anything else I can do?',
  'My pleasure, {{other.first}}. Was that everything?',
  'Glad I could help. Anything else today?',
];
export const SEEKER_GOODBYES = [
  "No, that's everything. Goodbye, {{other.first}}.",
  'That was it. Have a nice day, bye.',
  'Nothing else, thanks. Bye bye.',
  "No, I'm all set. Take care, goodbye.",
];
export const HELPER_GOODBYES = [
  'Goodbye, {{other.first}}. Have a good day.',
  'Thanks for your call. Bye.',
  'Take care, {{other.first}}. Bye.',
  'All the best, {{other.first}}. Goodbye now.',
];

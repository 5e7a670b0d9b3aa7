/** What an import is made of. */
export interface WantedFiles<F> {
  wanted: F[];
  /** JSON documents among them; at least one is needed. */
  documents: number;
  sounds: number;
  bytes: number;
  /** Files that an import has no use for: subtitles, tables, cards. */
  others: number;
}

const SOUND = /\.(wav|flac|ogg|opus)$/i;
const DOCUMENT = /\.json$/i;
/** Files of an export that hold no conversation. */
const NO_CONVERSATION = /(^|\/)(\.|manifest\.json$)/i;

interface Named {
  name: string;
  file: { size: number };
}

/** Which of the files are sent: JSON documents and audio. */
export function wantedFiles<F extends Named>(files: readonly F[]): WantedFiles<F> {
  const documents = files.filter(({ name }) => DOCUMENT.test(name) && !NO_CONVERSATION.test(name));
  const sounds = files.filter(({ name }) => SOUND.test(name));
  const wanted = [...documents, ...sounds];
  return {
    wanted,
    documents: documents.length,
    sounds: sounds.length,
    bytes: wanted.reduce((sum, { file }) => sum + file.size, 0),
    others: files.length - wanted.length,
  };
}

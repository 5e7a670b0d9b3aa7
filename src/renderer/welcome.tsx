import type { CSSProperties } from 'react';

const pageStyle: CSSProperties = {
  maxWidth: '38rem',
  margin: '4rem auto',
  padding: '0 1rem',
  fontFamily: 'system-ui, sans-serif',
  lineHeight: 1.5,
};

/** What the window shows until the studio's own pages are there. */
export function Welcome() {
  return (
    <main style={pageStyle}>
      <h1>Duologue</h1>
      <p>
        This window will be the studio: write two personas and a scenario, press one button, listen
        live, and keep the audio and the transcript.
      </p>
      <p>
        Until then the engine runs from the terminal: <code>npm start</code> plays the sample
        conversation, and <code>npm run -s duologue -- --help</code> lists every command.
      </p>
    </main>
  );
}

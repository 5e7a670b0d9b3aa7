import path from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { cspStyles } from './scripts/csp-styles.mjs';
import { rendererBuild } from './scripts/renderer-build.mjs';

const root = import.meta.dirname;

/** Every program of out/main, by name. Children are separate programs: none shares a process with another. */
const programs = {
  index: 'src/main/hosts/electron/main.ts',
  cli: 'src/main/hosts/cli/main.ts',
  setup: 'src/main/livekit/setup-main.ts',
  leash: 'src/main/workers/leash-main.ts',
  worker: 'src/agents/worker/main.ts',
  recorder: 'src/agents/recorder/main.ts',
  rehearsal: 'src/rehearsal/main.ts',
  // Threads of the rehearsal: they start from a file of their own (src/rehearsal/thread-path.ts).
  'rehearsal-voice': 'src/rehearsal/voice/thread.ts',
  'rehearsal-ear': 'src/rehearsal/ear/thread.ts',
  'rehearsal-align': 'src/rehearsal/align/thread.ts',
};

const input = Object.fromEntries(
  Object.entries(programs).map(([name, file]) => [name, path.join(root, file)]),
);

export default defineConfig({
  main: {
    build: { sourcemap: true, externalizeDeps: true, rolldownOptions: { input } },
  },
  preload: {
    build: {
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: path.join(root, 'src/preload/index.ts') },
        // A sandboxed preload script has to be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: path.join(root, 'src/renderer'),
    plugins: [react(), tailwind(), cspStyles(root), rendererBuild()],
    build: {
      sourcemap: true,
      // electron-vite's default is not to: a window loads from the disk. A browser tab doesn't.
      minify: true,
      rolldownOptions: { input: path.join(root, 'src/renderer/index.html') },
    },
  },
});

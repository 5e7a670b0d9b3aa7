import path from 'node:path';
import { app, BrowserWindow } from 'electron';

/** out/, seen from the built out/main/index.js. */
const out = path.join(import.meta.dirname, '..');

async function openWindow(): Promise<void> {
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    webPreferences: {
      preload: path.join(out, 'preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
    },
  });
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  await window.loadFile(path.join(out, 'renderer/index.html'));
}

app.on('window-all-closed', () => {
  app.quit();
});
// Not `await`: Electron is ready only after this module has been evaluated.
void app.whenReady().then(openWindow);

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, protocol, safeStorage } from 'electron';
import { toErrorData } from '../../../contract/errors.ts';
import { dataDirectory } from '../../data-directory.ts';
import { openClosedSecrets, openFileSecrets } from '../../host-kit.ts';
import { createLog } from '../../log.ts';
import { createStudio } from '../../studio.ts';
import { DesktopApp, guardAllContents } from './desktop-app.ts';
import { showFailure } from './dialogs.ts';
import { PAGE_PRIVILEGES } from './page-protocol.ts';
import { safeStorageCipher } from './safe-storage-cipher.ts';

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' } }, strict: false });
const flag = typeof values['data-dir'] === 'string' ? values['data-dir'] : undefined;
const directory = dataDirectory({ flag, env: process.env });
const secretsFile = join(directory, 'secrets.json');

app.setName('Duologue');
// The window's own profile lies with the data, so that a second data directory is a second studio.
app.setPath('userData', join(directory, 'window'));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([PAGE_PRIVILEGES]);
guardAllContents();

if (app.requestSingleInstanceLock()) {
  // Not `await`: Electron is ready only after this module has been evaluated.
  void app.whenReady().then(open);
} else {
  // The first instance is told, and shows its window.
  app.quit();
}

async function open(): Promise<void> {
  const log = createLog({ directory });
  process.on('uncaughtException', (thrown) => log.error({ err: thrown }, 'uncaught'));
  try {
    const cipher = await safeStorageCipher(safeStorage, process.platform);
    const secrets = cipher
      ? await openFileSecrets({ path: secretsFile, cipher })
      : await openClosedSecrets(secretsFile);
    const studio = await createStudio({
      dataDirectory: directory,
      env: process.env,
      hostKind: 'electron',
      secrets,
      log,
    });
    const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL'];
    const desktop = new DesktopApp({ studio, dataDirectory: directory, developmentUrl, log });
    app.on('second-instance', () => desktop.focus());
    desktop.start();
  } catch (thrown) {
    log.error({ err: thrown }, 'the studio could not be opened');
    showFailure(toErrorData(thrown));
    app.exit(1);
  }
}

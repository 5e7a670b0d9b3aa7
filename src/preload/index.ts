import { contextBridge } from 'electron';

/** What the window may know of the host. The studio's calls join it with the studio. */
contextBridge.exposeInMainWorld('duologue', { platform: process.platform });

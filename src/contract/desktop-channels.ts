/** IPC channels between the desktop window's preload script and its host. */
export const CALL_CHANNEL = 'duologue:call';
export const PUSH_CHANNEL = 'duologue:push';
export const COMMAND_CHANNEL = 'duologue:command';
export const CHOOSE_DIRECTORY_CHANNEL = 'duologue:choose-directory';
export const OPEN_DIRECTORY_CHANNEL = 'duologue:open-directory';
export const DRAG_OUT_CHANNEL = 'duologue:drag-out';

/**
 * What a child inherits of the host's environment: what programs need to run at all. Secrets of the
 * user's environment (OPENAI_API_KEY, LIVEKIT_API_SECRET …) are not among it; a child that needs one
 * is sent it over IPC.
 */
const INHERITED = [
  ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', 'TMP', 'TEMP', 'TZ'],
  ...['LANG', 'LC_ALL', 'LC_CTYPE', 'LD_LIBRARY_PATH'],
  ...['SystemRoot', 'SystemDrive', 'WINDIR', 'ComSpec', 'PATHEXT', 'NUMBER_OF_PROCESSORS'],
  ...['USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'PROCESSOR_ARCHITECTURE'],
  // Certificates of a company network.
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ...['DUOLOGUE_LOG', 'DUOLOGUE_PROVIDER_TIMEOUT'],
];

/** The environment of a child: the inherited part of `source` and what is given for it. */
export function childEnv(
  given: Record<string, string> = {},
  source: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of INHERITED) {
    const value = source[name];
    if (value !== undefined) env[name] = value;
  }
  // Under Electron the host's own executable is Electron; told so, it runs as plain Node.
  if ('electron' in process.versions) env['ELECTRON_RUN_AS_NODE'] = '1';
  return { ...env, ...given };
}

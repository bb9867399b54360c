import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import { CHECKS_SECTION } from './check-settings.ts';
import { EDITOR_SETTINGS } from './editor-settings.ts';
import type { FeatureContext } from './feature.ts';
import { WATCHED_FILES } from './watched-files.ts';

/** The value of the checks' section in the settings a client sends along with a change of them. */
function checksIn(settings: unknown): unknown {
  return CHECKS_SECTION.split('.').reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    settings,
  );
}

/**
 * Keeps the settings in step with the client's and the projects', and what was read of the disk in step with the disk,
 * having the client tell of changes where it can.
 */
export function followSettings({ connection, client, settings, editor, files, log }: FeatureContext): void {
  connection.onDidChangeConfiguration((params) => {
    settings.changed(checksIn(params.settings));
    editor.changed(params.settings);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => files.changed(changes.map(({ uri }) => uri)));
  files.addListener((uris) => {
    if (uris.some((uri) => files.isConfiguration(uri))) settings.readAgain();
  });
  connection.onInitialized(() => {
    const told = [
      client.registersConfigurationChanges &&
        connection.client.register(DidChangeConfigurationNotification.type, {
          section: [CHECKS_SECTION, ...EDITOR_SETTINGS],
        }),
      client.registersWatchedFiles &&
        connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: WATCHED_FILES.map((globPattern) => ({ globPattern })),
        }),
    ];
    Promise.all(told).catch((error: unknown) => log(`The client does not tell of changed settings: ${String(error)}`));
  });
}

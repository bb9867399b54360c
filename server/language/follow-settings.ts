import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import { CHECKS_SECTION, type CheckSettings } from './check-settings.ts';
import type { ClientAbilities } from './client-abilities.ts';

/** The value of the checks' section in the settings a client sends along with a change of them. */
function checksIn(settings: unknown): unknown {
  return CHECKS_SECTION.split('.').reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    settings,
  );
}

/** Keeps `settings` in step with the client's and the projects', having the client tell of changes where it can. */
export function followSettings(
  connection: Connection,
  client: ClientAbilities,
  settings: CheckSettings,
  log: (line: string) => void,
): void {
  connection.onDidChangeConfiguration((params) => settings.changed(checksIn(params.settings)));
  connection.onDidChangeWatchedFiles(() => settings.readAgain());
  connection.onInitialized(() => {
    const told = [
      client.registersConfigurationChanges &&
        connection.client.register(DidChangeConfigurationNotification.type, { section: CHECKS_SECTION }),
      client.registersWatchedFiles &&
        connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: '**/compline.yaml' }],
        }),
    ];
    Promise.all(told).catch((error: unknown) => log(`The client does not tell of changed settings: ${String(error)}`));
  });
}

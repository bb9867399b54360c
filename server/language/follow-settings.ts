import { type Connection, DidChangeConfigurationNotification } from 'vscode-languageserver';
import { CHECKS_SECTION, type CheckSettings } from './check-settings.ts';
import type { ClientAbilities } from './client-abilities.ts';

/** The value of the checks' section in the settings a client sends along with a change of them. */
function checksIn(settings: unknown): unknown {
  return CHECKS_SECTION.split('.').reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    settings,
  );
}

/** Keeps `settings` in step with the client's, having the client tell of changes where it wants to be asked to. */
export function followSettings(
  connection: Connection,
  client: ClientAbilities,
  settings: CheckSettings,
  log: (line: string) => void,
): void {
  connection.onDidChangeConfiguration((params) => settings.changed(checksIn(params.settings)));
  if (!client.registersConfigurationChanges) return;
  connection.onInitialized(() => {
    connection.client
      .register(DidChangeConfigurationNotification.type, { section: CHECKS_SECTION })
      .catch((error: unknown) => log(`The client does not tell of changed settings: ${String(error)}`));
  });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClientCapabilities, InitializeResult } from 'vscode-languageserver';
import { LanguageClient } from './language-client.ts';

/** Writes files below a folder, by their paths from it. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

/** The address of a file below a folder. */
export function uriIn(folder: string, name = ''): string {
  return pathToFileURL(path.join(folder, name)).href;
}

/** What the client of a window with folders says of itself, beside its abilities. */
export interface WindowOptions {
  readonly folders: readonly string[];
  readonly initializationOptions?: unknown;
}

/** Starts a server for a window in which these folders are open. */
export async function startInFolders(
  capabilities: ClientCapabilities,
  { folders, initializationOptions }: WindowOptions,
): Promise<{ readonly client: LanguageClient; readonly result: InitializeResult }> {
  const client = new LanguageClient();
  const result = await client.request<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities,
    workspaceFolders: folders.map((folder) => ({ uri: uriIn(folder), name: path.basename(folder) })),
    ...(initializationOptions !== undefined && { initializationOptions }),
  });
  await client.notify('initialized', {});
  return { client, result };
}

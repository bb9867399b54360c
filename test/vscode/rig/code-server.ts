import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import { execPath } from 'node:process';
import readline from 'node:readline';
import { heavyPackage } from '../../../scripts/lib/paths.mjs';
import { endGroup } from '../../../scripts/lib/process-group.ts';

const entry = path.join(heavyPackage, 'node_modules', 'code-server', 'out', 'node', 'entry.js');

/** Where a server keeps what it writes, and what it sees of its surroundings. */
export interface ServerPlace {
  /** A folder with `config.yaml` and `data/`; what the server says goes to `server.log` in it. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** A VS Code server that is listening. */
export interface CodeServer {
  readonly port: number;
  /** Resolves when it has ended, by itself or by `stop`. */
  readonly ended: Promise<unknown>;
  /** Ends it with all that it started. */
  readonly stop: () => Promise<void>;
}

interface ServerOptions {
  /**
   * Makes the workbench take an extension and its tests from the address's payload, which it ignores otherwise. It
   * also hides notifications, so a run that plays a person does without.
   */
  readonly automation?: boolean;
  /** Whether a folder that is new must be trusted before its extensions may run programs; not where absent. */
  readonly workspaceTrust?: boolean;
  /** Seconds after which the server ends when nobody is connected; never where absent. */
  readonly idleTimeout?: number;
}

const baseArguments = (root: string): readonly string[] => [
  entry,
  ...['--config', path.join(root, 'config.yaml')],
  ...['--user-data-dir', path.join(root, 'data')],
  ...['--extensions-dir', path.join(root, 'extensions')],
];

/** Installs an extension from a .vsix, for servers of the same place. */
export const installExtension = async ({ root, environment }: ServerPlace, vsix: string): Promise<void> => {
  const child = spawn(execPath, [...baseArguments(root), '--install-extension', vsix], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code]: unknown[] = await once(child, 'close');
  if (code !== 0) throw new Error(`The extension could not be installed from ${vsix}:\n${errors}`);
};

/** The port from the line in which the server says that it listens. */
const portOf = (child: ChildProcess): Promise<number> => {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const seen: string[] = [];
  if (child.stdout === null) throw new Error("The server's output is not read.");
  readline.createInterface({ input: child.stdout }).on('line', (line) => {
    seen.push(line);
    const found = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(line);
    if (found !== null) resolve(Number(found[1]));
  });
  child.once('exit', (code) => reject(new Error(`VS Code's server ended with ${code}:\n${seen.join('\n')}`)));
  return promise;
};

/** Starts a server on a free port of this machine. */
export const startServer = async (place: ServerPlace, options: ServerOptions = {}): Promise<CodeServer> => {
  const { automation = false, workspaceTrust = false, idleTimeout } = options;
  const log = openSync(path.join(place.root, 'server.log'), 'a');
  const child = spawn(
    execPath,
    [
      ...baseArguments(place.root),
      ...['--bind-addr', '127.0.0.1:0'],
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--ignore-last-opened',
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
      ...(idleTimeout === undefined ? [] : ['--idle-timeout-seconds', String(idleTimeout)]),
      ...(automation ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
    ],
    { env: place.environment, stdio: ['ignore', 'pipe', log], detached: true },
  );
  closeSync(log);
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    endGroup(child, 'SIGTERM');
    await ended;
    endGroup(child, 'SIGKILL'); // What is left of the group would go on writing to the sandbox.
  };
  return { port: await portOf(child), ended, stop };
};

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ComplineError } from '../protocol/errors.ts';

/** What the core is run on: a program, and what its environment needs beside this process's own. */
export interface Runtime {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** This process, as far as the choice depends on it. */
export interface RunningProcess {
  readonly execPath: string;
  readonly versions: { readonly node: string; readonly electron?: string | undefined };
}

/** The oldest Node whose `node:sqlite` needs no flag. */
export const oldestNode = '22.13.0';

/** True for a version of Node that can run the core. */
export function canRunCore(version: string): boolean {
  const [[major = 0, minor = 0], [oldMajor = 0, oldMinor = 0]] = [version, oldestNode].map((text) =>
    text.replace(/^v/, '').split('.').map(Number),
  ) as [number[], number[]];
  return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

/**
 * Finds a Node for the core: this process's own, else the one on PATH, else the editor's binary, which is one too when
 * it is told so. Error `core-unreachable` where none is new enough.
 */
export async function findRuntime(
  running: RunningProcess = process,
  versionOnPath: () => Promise<string | undefined> = askPath,
): Promise<Runtime> {
  const { execPath, versions } = running;
  if (versions.electron === undefined && canRunCore(versions.node)) return { program: execPath, environment: {} };
  const found = await versionOnPath();
  if (found !== undefined && canRunCore(found)) return { program: 'node', environment: {} };
  if (versions.electron !== undefined && canRunCore(versions.node)) {
    return { program: execPath, environment: { ELECTRON_RUN_AS_NODE: '1' } };
  }
  throw new ComplineError({
    code: 'core-unreachable',
    message: `The pipeline core needs Node ${oldestNode} or newer; here are ${versions.node}${found === undefined ? '' : ` and ${found}`}.`,
    nextStep: `Install Node ${oldestNode} or newer and see to it that it is found on PATH.`,
  });
}

async function askPath(): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)('node', ['--version'], { timeout: 10_000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

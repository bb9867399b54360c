import type { Gate } from '../../../../client/core/gate.ts';
import { KnownLocks } from '../../../../client/locks/known-locks.ts';
import { LockKeeper } from '../../../../client/locks/lock-keeper.ts';
import { LockedOut } from '../../../../client/locks/locked-out.ts';
import { OpenComps } from '../../../../client/locks/open-comps.ts';
import { ReadonlyEditors } from '../../../../client/locks/readonly-editors.ts';
import { WatchedLocks } from '../../../../client/locks/watched-locks.ts';
import { ProjectFiles } from '../../../../client/project/project-files.ts';
import type { WorkspaceProjects } from '../../../../client/project/workspace-projects.ts';
import { HeldLocks } from '../../../../server/link/held-locks.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { fakeMemento } from '../fake-vscode.ts';

/** Takes note of errors that are shown. */
export function fakeErrors() {
  const shown: unknown[] = [];
  return { shown, errors: { show: (error: unknown) => void shown.push(error) } as never };
}

/** A log that nobody reads. */
export const fakeLog = { warn: () => {}, error: () => {}, info: () => {} } as never;

/** The parts of locking on a fake core, in a window with the project `/p`, which the core may be used for. */
export async function fakeLocking({ closed }: { readonly closed?: string } = {}) {
  const fake = new FakeCore();
  const gate = { closed: async () => closed } as unknown as Gate;
  const projects = { roots: async () => ['/p'], onDidChange: () => ({ dispose: () => {} }) };
  const files = new ProjectFiles(gate, projects as unknown as WorkspaceProjects);
  const held = new HeldLocks(fake.core);
  const comps = new OpenComps(files);
  const known = new KnownLocks(held);
  const readonly = new ReadonlyEditors(fakeMemento() as never, fakeLog);
  const { errors, shown } = fakeErrors();
  const services = { core: fake.core, log: fakeLog, files, held, comps, known, readonly, errors };
  const keeper = new LockKeeper(services);
  const out = new LockedOut({ ...services, keeper });
  const watched = new WatchedLocks(services);
  await settle();
  return { ...services, fake, keeper, out, watched, shown };
}

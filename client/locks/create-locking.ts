import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import { HeldLocks } from '../../server/link/held-locks.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import { SaveConflicts } from '../saves/save-conflicts.ts';
import type { ViewServices } from '../views/live-view.ts';
import { AskedNotice } from './asked-notice.ts';
import { HeldNotice } from './held-notice.ts';
import { KnownLocks } from './known-locks.ts';
import { registerLockCommands } from './lock-commands.ts';
import { LockContext } from './lock-context.ts';
import { LockDecorations } from './lock-decorations.ts';
import { LockFiles } from './lock-files.ts';
import { LockKeeper } from './lock-keeper.ts';
import { LockPoll } from './lock-poll.ts';
import { LockStatusBar } from './lock-status-bar.ts';
import { LockedOut } from './locked-out.ts';
import { LocksView } from './locks-view.ts';
import { LossNotice } from './loss-notice.ts';
import { OpenComps } from './open-comps.ts';
import { ReadonlyEditors } from './readonly-editors.ts';
import { WatchedLocks } from './watched-locks.ts';

/** What locking stands on. */
export interface LockingServices extends ViewServices {
  readonly files: ProjectFiles;
  readonly projects: CoreProjects;
  readonly memento: vscode.Memento;
  readonly errors: ErrorReporter;
}

/** The parts of locking that others use. */
export interface Locking extends vscode.Disposable {
  readonly view: LocksView;
  readonly conflicts: SaveConflicts;
  readonly readonly: ReadonlyEditors;
  readonly decorations: LockDecorations;
  readonly statusBar: LockStatusBar;
}

/** Puts together what takes, watches and shows locks, and registers the commands about them. */
export function createLocking(given: LockingServices, commands: CommandRegistry): Locking {
  const { core, log, files, memento } = given;
  const held = new HeldLocks(core);
  const comps = new OpenComps(files);
  const known = new KnownLocks(held);
  const conflicts = new SaveConflicts({ core, files, log });
  const readonly = new ReadonlyEditors(memento, log);
  const services = { ...given, held, comps, known, conflicts, readonly };
  const watched = new WatchedLocks(services);
  const keeper = new LockKeeper(services);
  const out = new LockedOut({ ...services, keeper });
  const view = new LocksView({ ...services, watched });
  const decorations = new LockDecorations(known, conflicts);
  const statusBar = new LockStatusBar({ ...services, keeper });
  const poll = new LockPoll([
    { isSeen: () => view.live.view.visible, look: () => view.look() },
    { isSeen: () => comps.seen.length > 0, look: () => watched.look(comps.seen) },
    { isSeen: () => true, look: async () => keeper.retry() },
  ]);
  registerLockCommands(commands, { ...services, keeper, view });
  const parts = vscode.Disposable.from(
    poll,
    new HeldNotice({ ...services, keeper, user: userInfo().username }),
    new LossNotice({ ...services, out }),
    new AskedNotice({ ...services, keeper }),
    new LockFiles(core, known, log),
    new LockContext(known),
    statusBar,
    decorations,
    view,
    out,
    keeper,
    watched,
    readonly,
    conflicts,
    known,
    comps,
    held,
  );
  return { view, conflicts, readonly, decorations, statusBar, dispose: () => void parts.dispose() };
}

import * as vscode from 'vscode';
import type { Gpu, Reservation, SystemInfo } from '../../server/protocol/system.ts';
import { elementOf } from '../commands/arguments.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { confirm } from '../queue/for-each-job.ts';
import { gpuOfRow } from './system-rows.ts';
import type { SystemView } from './system-view.ts';

/** What the commands about this machine work on. */
export interface SystemCommandServices {
  readonly core: PipelineCore;
  readonly system: SystemView;
}

/** Registers the commands about this machine. */
export function registerSystemCommands(commands: CommandRegistry, { core, system }: SystemCommandServices): void {
  /** Sets what is kept: what is said, and of the rest what was set before. */
  const reserve = async (change: Reservation, before: Reservation = {}): Promise<void> => {
    const { system: after } = await core.request('system/reserve', { ...before, ...change });
    system.take(after);
  };
  commands.withCore('compline.system.reserveThreads', async () => {
    const info = await system.system();
    await reserve({ threads: await askThreads(info) }, info.reservation);
  });
  const setGpu = async (argument: unknown, reserved: boolean): Promise<void> => {
    const info = await system.system();
    const gpu = await chooseGpu(info.gpus, argument, reserved);
    const kept = info.gpus.filter((it) => (it.id === gpu ? reserved : it.reserved)).map(({ id }) => id);
    await reserve({ gpus: kept }, info.reservation);
  };
  commands.withCore('compline.system.reserveGpu', (argument) => setGpu(argument, true));
  commands.withCore('compline.system.releaseGpu', (argument) => setGpu(argument, false));
  commands.withCore('compline.system.useDefaults', async () => {
    const { reservation = {} } = await system.system();
    if (Object.keys(reservation).length === 0) {
      throw new Notice(vscode.l10n.t('Nothing else than the defaults is reserved.'));
    }
    await confirm(
      vscode.l10n.t('Reserve what is reserved by itself?'),
      vscode.l10n.t('That is an eighth of the threads, and of two or more GPUs the one that has the screen.'),
      vscode.l10n.t('Use Defaults'),
    );
    await reserve({});
  });
  commands.withCore('compline.system.copyReport', async () => {
    await vscode.env.clipboard.writeText(await system.report());
    vscode.window.setStatusBarMessage(vscode.l10n.t('The system report is in the clipboard.'), 5_000);
  });
}

async function askThreads({ cpu, renders }: SystemInfo): Promise<number> {
  const most = cpu.threads - 1;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Reserve Threads for Interactive Work'),
    prompt: vscode.l10n.t('Of {0} threads, 0 to {1}. What runs keeps what it has to its end.', cpu.threads, most),
    value: String(renders.threadsReserved),
    validateInput: (it) =>
      /^\d{1,5}$/.test(it.trim()) && Number(it) <= most
        ? undefined
        : vscode.l10n.t('A whole number from 0 to {0}.', most),
  });
  if (text === undefined) throw new Dismissed();
  return Number(text);
}

/** The GPU of the row that a command was given on; else the only one that it can be done with, or one that is picked. */
async function chooseGpu(gpus: readonly Gpu[], argument: unknown, reserve: boolean): Promise<number> {
  const ofRow = gpuOfRow(elementOf(argument)?.row.id ?? '');
  if (ofRow !== undefined) return ofRow;
  const fitting = gpus.filter(({ reserved }) => reserved !== reserve);
  if (fitting.length === 0) {
    throw new Notice(
      reserve
        ? vscode.l10n.t('No GPU is left that could be reserved.')
        : vscode.l10n.t('No GPU is reserved for interactive work.'),
    );
  }
  const items = fitting.map(({ id, name }) => ({ label: vscode.l10n.t('GPU {0}', id), description: name, id }));
  const title = reserve ? vscode.l10n.t('Reserve GPU') : vscode.l10n.t('Release GPU');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: title });
  if (picked === undefined) throw new Dismissed();
  return picked.id;
}

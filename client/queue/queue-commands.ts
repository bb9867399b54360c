import * as vscode from 'vscode';
import { elementOf } from '../commands/arguments.ts';
import type { CommandRegistry } from '../commands/command-registry.ts';
import { Dismissed } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { deleteJobs } from './delete-jobs.ts';
import { copyFarmJobId, openFarmJob } from './farm-jobs.ts';
import { GROUPINGS, type Grouping } from './groupings.ts';
import { jobActions } from './job-actions.ts';
import { JobCommands } from './job-commands.ts';
import type { JobEnds } from './job-ends.ts';
import { openOutput } from './open-output.ts';
import type { QueueView } from './queue-view.ts';
import { resubmitJob } from './resubmit-job.ts';

/** What the commands of the queue work on. */
export interface QueueCommandServices {
  readonly core: PipelineCore;
  readonly queue: QueueView;
  readonly ends: Pick<JobEnds, 'follow'>;
  /** The argument of a command as the queue takes it: rows of other views may stand for a job. */
  readonly jobOf: (argument: unknown) => unknown;
}

/** Registers the commands of the render queue. */
export function registerQueueCommands(commands: CommandRegistry, services: QueueCommandServices): void {
  const { core, queue, jobOf, ends } = services;
  const jobs = new JobCommands(core, queue, ends);
  for (const action of jobActions) {
    commands.withCore(action.command, (it, selected) => jobs.act(action, [jobOf(it), selected]));
  }
  commands.withCore('compline.skipChunks', (...args) => jobs.skip(args));
  commands.withCore('compline.requeueChunks', (...args) => jobs.requeue(args));
  commands.withCore('compline.setJobPriority', (...args) => jobs.setPriority(args));
  commands.withCore('compline.deleteJob', (...args) => deleteJobs(core, queue, args));
  commands.withCore('compline.resubmitJob', (it) => resubmitJob(services, it));
  commands.withCore('compline.copyJobId', (...args) => jobs.copyId(args));
  commands.withCore('compline.openFarmJob', (it) => openFarmJob(core, queue, jobOf(it)));
  commands.withCore('compline.copyFarmJobId', (it, selected) => copyFarmJobId(core, queue, [jobOf(it), selected]));
  commands.withCore('compline.openJobOutput', (it) => openOutput(core, queue, it));
  commands.withCore('compline.queue.filter', () => askFilter(queue));
  commands.withCore('compline.queue.clearFilter', () => {
    queue.filter = '';
  });
  commands.withCore('compline.queue.group', () => askGrouping(queue));
  commands.withCore('compline.queue.showMore', (it) => {
    const parent = elementOf(it)?.row.parent;
    if (parent !== undefined) queue.showMore(parent);
  });
}

/** Asks for the text that jobs are filtered by. */
async function askFilter(queue: QueueView): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Jobs'),
    prompt: vscode.l10n.t('Words of a name, an owner, a project, a tag, a comment or a state; empty for all jobs.'),
    value: queue.filter,
  });
  if (text === undefined) throw new Dismissed();
  queue.filter = text;
}

function groupingText(grouping: Grouping): string {
  switch (grouping) {
    case 'state':
      return vscode.l10n.t('State');
    case 'project':
      return vscode.l10n.t('Project');
    case 'owner':
      return vscode.l10n.t('Owner');
    case 'farm':
      return vscode.l10n.t('Farm');
  }
}

/** Asks for what jobs are grouped by. */
async function askGrouping(queue: QueueView): Promise<void> {
  const items = GROUPINGS.map((grouping) => ({
    label: groupingText(grouping),
    description: grouping === queue.grouping ? vscode.l10n.t('as now') : '',
    grouping,
  }));
  const title = vscode.l10n.t('Group Jobs By');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: title });
  if (picked === undefined) throw new Dismissed();
  await queue.group(picked.grouping);
}

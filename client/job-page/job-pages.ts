import * as vscode from 'vscode';
import * as z from 'zod';
import { jobOfArgument, pickJob } from '../queue/job-choice.ts';
import type { QueueView } from '../queue/queue-view.ts';
import { JobPanel, type PanelServices } from './job-panel.ts';

/** The type of the panels, which VS Code remembers over a reload of the window. */
export const JOB_PAGE = 'compline.jobPage';

const stateSchema = z.object({ job: z.string().min(1) });

/** What the pages of jobs stand on, and where a job is picked from. */
export interface JobPagesServices extends PanelServices {
  readonly queue: QueueView;
}

/** The pages of jobs in the editor area, one for each job. */
export class JobPages implements vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #services: JobPagesServices;
  readonly #panels = new Map<string, JobPanel>();
  readonly #registered: vscode.Disposable;

  constructor(services: JobPagesServices) {
    this.#services = services;
    this.#registered = vscode.window.registerWebviewPanelSerializer(JOB_PAGE, this);
  }

  /** Opens the page of a job: of a row, an id, or one that the user picks. Throws `Dismissed`, `Notice`. */
  async open(argument: unknown): Promise<void> {
    const { queue } = this.#services;
    const job =
      jobOfArgument(argument) ??
      (await pickJob(queue, {
        placeHolder: vscode.l10n.t('Job whose page is opened'),
        none: vscode.l10n.t('There is no job in the queue.'),
        fits: () => true,
      }));
    const open = this.#panels.get(job);
    if (open !== undefined) {
      open.reveal();
      return;
    }
    const title = queue.model.job(job)?.name ?? vscode.l10n.t('Job');
    const panel = vscode.window.createWebviewPanel(JOB_PAGE, title, vscode.ViewColumn.Active, {
      enableFindWidget: true,
    });
    this.#add(panel, job);
  }

  /** Takes up a panel that was open before the window was loaded anew. */
  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const read = stateSchema.safeParse(state);
    if (!read.success || this.#panels.has(read.data.job)) panel.dispose();
    else this.#add(panel, read.data.job);
  }

  dispose(): void {
    this.#registered.dispose();
    for (const panel of this.#panels.values()) panel.dispose();
    this.#panels.clear();
  }

  #add(panel: vscode.WebviewPanel, job: string): void {
    const ended = (): void => void this.#panels.delete(job);
    this.#panels.set(job, new JobPanel(panel, job, this.#services, ended));
  }
}

import * as vscode from 'vscode';
import type { CoreProjects } from '../core/core-projects.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import type { Row } from '../views/row.ts';
import { jobOfRow, jobRow, jobRowId, taskRows } from './job-rows.ts';
import { QueueModel } from './queue-model.ts';

/** The view of the render queue: the jobs of the workspace's projects, and their tasks. */
export class QueueView implements vscode.Disposable {
  readonly model = new QueueModel();
  readonly live: LiveView;
  readonly #services: ViewServices;
  readonly #projects: CoreProjects;
  readonly #reading = new Map<string, Promise<void>>();
  readonly #subscription: { dispose(): void };

  constructor(services: ViewServices, projects: CoreProjects) {
    this.#services = services;
    this.#projects = projects;
    this.live = new LiveView(services, {
      id: 'compline.queue',
      load: () => this.#load(),
      rows: (parent) => this.#rows(parent),
    });
    this.#subscription = services.core.onEvent('queue/changed', ({ jobs, removed }) => {
      const own = jobs.filter((it) => projects.has(it.project));
      const change = this.model.apply(own.filter((it) => !it.archived));
      const isGone = this.model.remove([...removed, ...own.filter((it) => it.archived).map((it) => it.id)]);
      if (change.listed || isGone) this.live.tree.refresh();
      for (const job of change.jobs) {
        this.live.tree.update(jobRow(job));
        if (this.model.isWatched(job.id)) this.live.tree.refreshUnder(jobRowId(job.id));
      }
      this.#showBadge();
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.live.dispose();
  }

  async #load(): Promise<void> {
    const roots = await this.#projects.roots();
    const { core } = this.#services;
    const lists = await Promise.all(roots.map((project) => core.request('queue/list', { project })));
    this.model.replace(lists.flatMap((it) => it.jobs));
    this.#showBadge();
  }

  async #rows(parent: string | undefined): Promise<readonly Row[]> {
    if (parent === undefined) return this.model.jobs.map(jobRow);
    const id = jobOfRow(parent);
    if (id === undefined) return [];
    if (!this.model.isWholeCurrent(id)) await this.#read(id);
    const job = this.model.whole(id);
    return job === undefined ? [] : taskRows(job);
  }

  #read(id: string): Promise<void> {
    const running = this.#reading.get(id);
    if (running !== undefined) return running;
    const reading = this.#services.core
      .request('queue/get', { job: id })
      .then(({ job }) => {
        this.model.apply([job]);
        this.model.keepWhole(job);
      })
      .catch((error: unknown) => this.#services.log.warn(`The tasks of job ${id} could not be read:`, error))
      .finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }

  #showBadge(): void {
    const { failed } = this.model;
    const tooltip = failed === 1 ? vscode.l10n.t('1 failed job') : vscode.l10n.t('{0} failed jobs', failed);
    this.live.view.badge = failed === 0 ? undefined : { value: failed, tooltip };
  }
}

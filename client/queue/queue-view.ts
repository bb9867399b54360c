import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import type { Row } from '../views/row.ts';
import { FailedBadge } from './failed-badge.ts';
import { groupRow } from './group-rows.ts';
import type { Grouping } from './groupings.ts';
import { JobGroups } from './job-groups.ts';
import { JobPace } from './job-pace.ts';
import { jobLabel, jobRow } from './job-rows.ts';
import { JobTooltips } from './job-tooltips.ts';
import { QueueDrag } from './queue-drag.ts';
import { QueueFeed } from './queue-feed.ts';
import { QueueFilter } from './queue-filter.ts';
import { type JobChange, QueueModel } from './queue-model.ts';
import { groupOfRow, groupRowId, jobRowId, placeOfRow, type RowPlace } from './row-ids.ts';
import { ShownRows } from './shown-rows.ts';
import { rowsUnder } from './task-rows.ts';

/** What the view stands on, beside what every view needs. */
export interface QueueViewServices extends ViewServices {
  readonly projects: CoreProjects;
  /** What the window remembers: the grouping, and the failures that were seen. */
  readonly memento: vscode.Memento;
  /** Milliseconds from any moment: how fast jobs are is measured by it. */
  readonly now: () => number;
}

const GROUPING = 'compline.queue.grouping';

/** The view of the render queue: the jobs of the workspace's projects in groups, their layers, tasks and attempts. */
export class QueueView implements vscode.Disposable {
  readonly model = new QueueModel();
  readonly live: LiveView;
  readonly #services: QueueViewServices;
  readonly #feed: QueueFeed;
  readonly #pace: JobPace;
  readonly #badge: FailedBadge;
  readonly #shown = new ShownRows();
  readonly #reading = new Map<string, Promise<void>>();
  readonly #disposable: { dispose(): void };
  #groups: JobGroups;

  constructor(services: QueueViewServices) {
    const { core, projects, memento } = services;
    this.#services = services;
    this.#feed = new QueueFeed(core, projects, this.model);
    this.#pace = new JobPace(services.now);
    this.#groups = new JobGroups(memento.get<Grouping>(GROUPING, 'state'), new QueueFilter(''));
    const tooltips = new JobTooltips(core, services.gate);
    this.live = new LiveView(services, {
      id: 'compline.queue',
      more: (row) => tooltips.more(row),
      load: async () => this.#take(await this.#feed.load(), this.live.tree.hasElements),
      rows: (parent) => this.#rows(parent),
      forget: () => this.#feed.forget(),
      notice: () => this.#feed.notice,
      isIncremental: true,
      options: { canSelectMany: true, dragAndDropController: new QueueDrag(core, this.model) },
    });
    this.#badge = new FailedBadge(this.live.view, memento);
    this.#disposable = vscode.Disposable.from(
      core.onEvent('queue/changed', (data) => this.#take(this.#feed.take(data), true)),
      this.live.view.onDidChangeVisibility(() => this.#badge.look()),
    );
  }

  /** What the jobs are grouped by. */
  get grouping(): Grouping {
    return this.#groups.grouping;
  }

  /** Groups the jobs by something else, here and in this workspace from now on. */
  async group(grouping: Grouping): Promise<void> {
    await this.#services.memento.update(GROUPING, grouping);
    this.#arrange(grouping, this.#groups.filter);
  }

  /** The text that jobs are filtered by; empty where all are shown. */
  get filter(): string {
    return this.#groups.filter.text;
  }

  set filter(text: string) {
    this.#arrange(this.grouping, new QueueFilter(text));
    void vscode.commands.executeCommand('setContext', 'compline.queue.filtered', this.filter !== '');
    this.live.view.description = this.filter === '' ? '' : vscode.l10n.t('filter: {0}', this.filter);
  }

  /** Shows more of what is left out under a row. */
  showMore(parent: string): void {
    this.#shown.more(parent);
    this.live.tree.redraw([], new Set([parent]));
  }

  /** Selects a job in the view, and brings the view into sight. */
  async reveal(job: JobSummary): Promise<void> {
    const { tree, view } = this.live;
    await vscode.commands.executeCommand('compline.queue.focus', { preserveFocus: true });
    await this.live.rows();
    this.#take(this.model.apply([job]), true);
    const group = this.#groups.groupOf(this.model.job(job.id) ?? job);
    // VS Code finds a row by the objects of those above it, which are made when they are asked for.
    await tree.getChildren();
    const above = group === undefined ? undefined : tree.element(groupRowId(group));
    if (above === undefined) return;
    await tree.getChildren(above);
    const element = tree.element(jobRowId(job.id));
    if (element !== undefined) await view.reveal(element, { select: true, focus: false });
  }

  dispose(): void {
    this.#disposable.dispose();
    this.live.dispose();
  }

  #arrange(grouping: Grouping, filter: QueueFilter): void {
    this.#groups = new JobGroups(grouping, filter, this.model.jobs);
    this.live.tree.refresh();
  }

  // `isShown`: the view shows what was known before, and not what is asked for just now.
  #take(changes: readonly JobChange[], isShown: boolean): void {
    if (changes.length === 0) return;
    for (const { before, after } of changes) {
      if (after !== undefined) this.#pace.note(after);
      else if (before !== undefined) this.#pace.forget(before.id);
    }
    const gone = changes.flatMap(({ before, after }) => (after === undefined && before !== undefined ? before.id : []));
    const { isListed, groups, jobs } = this.#groups.apply(changes);
    this.live.tree.forget(gone.map(jobRowId));
    this.#badge.apply(changes);
    if (!isShown) return;
    if (isListed) this.live.tree.refresh();
    else this.#redraw(groups, [...jobs, ...this.#waitingFor(changes)]);
  }

  #redraw(groups: ReadonlySet<string>, jobs: readonly JobSummary[]): void {
    const drawn = jobs.filter((it) => this.live.tree.element(jobRowId(it.id)) !== undefined);
    const watched = drawn.filter((it) => this.model.isWatched(it.id)).map((it) => jobRowId(it.id));
    const groupRows = [...groups].map((it) => groupRow(it, this.#groups.count(it)));
    const under = [...groupRows.map((it) => it.id), ...watched];
    this.live.tree.redraw([...groupRows, ...drawn.map((it) => this.#jobRow(it))], new Set(under));
  }

  /** Jobs that say of others that they wait for them, where those have changed in that. */
  #waitingFor(changes: readonly JobChange[]): readonly JobSummary[] {
    return changes.flatMap(({ before, after }) => {
      const id = after?.id ?? before?.id;
      return id === undefined || before?.state === after?.state ? [] : this.model.dependentsOf(id);
    });
  }

  async #rows(parent: string | undefined): Promise<readonly Row[]> {
    if (parent === undefined) return this.#groups.names.map((it) => groupRow(it, this.#groups.count(it)));
    const group = groupOfRow(parent);
    if (group !== undefined) return this.#shown.of(parent, this.#groups.jobs(group), (job) => this.#jobRow(job));
    const place = placeOfRow(parent);
    return place === undefined ? [] : await this.#rowsOfJob(parent, place);
  }

  async #rowsOfJob(parent: string, place: RowPlace): Promise<readonly Row[]> {
    if (!this.model.isWholeCurrent(place.job)) await this.#read(place.job);
    const job = this.model.whole(place.job);
    return job === undefined ? [] : this.#shown.of(parent, rowsUnder(job, place), (row) => row);
  }

  #jobRow(job: JobSummary): Row {
    const pace = this.#pace.of(job);
    const group = this.#groups.groupOf(job);
    return jobRow(job, {
      waitsFor: this.model.waitsFor(job).map(jobLabel),
      ...pace,
      ...(group !== undefined && { parent: groupRowId(group) }),
    });
  }

  #read(id: string): Promise<void> {
    const running = this.#reading.get(id);
    if (running !== undefined) return running;
    const reading = this.#services.core
      .request('queue/get', { job: id })
      .then(({ job }) => {
        this.#take(this.model.apply([job]), true);
        this.model.keepWhole(job);
      })
      .catch((error: unknown) => this.#services.log.warn(`The tasks of job ${id} could not be read:`, error))
      .finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
  }
}

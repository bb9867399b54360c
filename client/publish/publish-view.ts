import * as vscode from 'vscode';
import type { Publish } from '../../server/protocol/publishes.ts';
import type { Scene } from '../../server/protocol/scenes.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { ProjectFiles } from '../project/project-files.ts';
import { ShownRows } from '../queue/shown-rows.ts';
import { CompFilter } from '../scenes/comp-filter.ts';
import { outdatedBadge } from '../scenes/outdated-badge.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import type { Row } from '../views/row.ts';
import { inTime, pictureMarkdown } from '../views/tooltip-picture.ts';
import { isAtWork, PublishModel } from './publish-model.ts';
import { PublishNotices } from './publish-notices.ts';
import { type FrameProgress, publishRow, versionOfRow, versionRowId } from './publish-rows.ts';
import { PublishTree } from './publish-tree.ts';
import { SceneFeed } from './scene-feed.ts';

/** What the view stands on, beside what every view needs. */
export interface PublishViewServices extends ViewServices {
  readonly projects: CoreProjects;
  readonly files: Pick<ProjectFiles, 'has'>;
  /** What the window remembers: whether only what wants a look is shown. */
  readonly memento: vscode.Memento;
}

const ATTENTION = 'compline.publish.attention';

/** Files that say what is right for a comp, and comps. */
const READ_BY_CHECKS = /\.(comp|ya?ml)$/i;

/** The view of what is published: publishes at work, then the comps of each shot, what they read, and their versions. */
export class PublishView implements vscode.Disposable {
  readonly model = new PublishModel();
  readonly live: LiveView;
  readonly #services: PublishViewServices;
  readonly #notices: PublishNotices;
  readonly #feed: SceneFeed;
  readonly #shown = new ShownRows();
  /** The frames of a render, by its job. */
  readonly #frames = new Map<string, FrameProgress>();
  readonly #disposable: { dispose(): void };
  #filter: CompFilter;
  #tree: PublishTree;
  /** What stands under each row that holds others, when they were drawn last. */
  #holds: ReadonlyMap<string, string> = new Map();
  /** The outermost rows, when they were drawn last. */
  #listed = '';
  #isLoading = false;
  #again = false;

  constructor(services: PublishViewServices) {
    const { core, log, files, memento } = services;
    this.#services = services;
    this.#notices = new PublishNotices(core);
    this.#filter = new CompFilter('', memento.get<boolean>(ATTENTION, false));
    this.#tree = new PublishTree([], [], this.#filter, this.#shown);
    this.live = new LiveView(services, {
      id: 'compline.publish',
      load: () => this.#load(),
      rows: (parent) => this.#rows(parent),
      more: (row) => this.#pictureOf(row),
      isIncremental: true,
    });
    this.#feed = new SceneFeed(core, log, (project, scenes) => this.#takeScenes(project, scenes));
    this.#disposable = vscode.Disposable.from(
      core.onEvent('publish/changed', ({ publish }) => this.#follow(publish)),
      core.onEvent('queue/changed', ({ jobs }) => {
        for (const job of jobs) this.#count(job.id, { done: job.framesDone, total: job.framesTotal });
      }),
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (uri.scheme === 'file' && READ_BY_CHECKS.test(uri.fsPath) && files.has(uri.fsPath)) this.#readAgain();
      }),
    );
    this.#tellFilter();
  }

  /** The text that comps are filtered by; empty where all are shown. */
  get filter(): string {
    return this.#filter.text;
  }

  set filter(text: string) {
    this.#filter = new CompFilter(text, this.#filter.needsAttention);
    this.#filtered();
  }

  /** Whether only comps that want a look are shown. */
  get needsAttention(): boolean {
    return this.#filter.needsAttention;
  }

  /** Shows only comps that want a look, or all, here and in this workspace from now on. */
  async showAttention(needsAttention: boolean): Promise<void> {
    await this.#services.memento.update(ATTENTION, needsAttention);
    this.#filter = new CompFilter(this.#filter.text, needsAttention);
    this.#filtered();
  }

  /** Shows more of what is left out under a row. */
  showMore(parent: string): void {
    this.#shown.more(parent);
    if (this.live.tree.element(parent) === undefined) this.live.tree.refresh();
    else this.live.tree.redraw([], new Set([parent]));
  }

  /** The comps of the workspace's projects, by the roots of these, once they are read. */
  async scenes(): Promise<ReadonlyMap<string, readonly Scene[]>> {
    await this.live.rows();
    await this.#feed.settled();
    return this.model.projects;
  }

  /** Shows a version in the view, once it is there. */
  async reveal(folder: string): Promise<boolean> {
    await this.live.rows();
    const version = this.model.steps.flatMap((it) => it.versions).find((it) => it.folder === folder);
    if (version === undefined) return false;
    const { tree, view } = this.live;
    await tree.getChildren();
    for (const id of this.#tree.wayTo(version)) {
      const element = tree.element(id);
      if (element === undefined) return false;
      await tree.getChildren(element);
    }
    const element = tree.element(versionRowId(folder));
    if (element === undefined) return false;
    await view.reveal(element, { select: true, focus: true });
    return true;
  }

  dispose(): void {
    this.#disposable.dispose();
    this.#feed.dispose();
    this.live.dispose();
  }

  /** The picture of a version, where its tooltip is shown: of the middle frame. */
  async #pictureOf({ id }: Row): Promise<string> {
    const { core, gate } = this.#services;
    const folder = versionOfRow(id);
    if (folder === undefined || core.state !== 'connected' || (await gate.closed()) !== undefined) return '';
    return pictureMarkdown((await inTime(core.request('publish/thumbnail', { folder }))) ?? {});
  }

  // What changes while everything is read is read again.
  async #load(): Promise<void> {
    this.#isLoading = true;
    try {
      do {
        this.#again = false;
        await this.#read();
      } while (this.#again);
    } finally {
      this.#isLoading = false;
    }
    this.#arrange(this.live.tree.hasElements);
  }

  async #read(): Promise<void> {
    const { core, projects } = this.#services;
    const roots = await projects.roots();
    const [publishes, versions] = await Promise.all([
      Promise.all(roots.map((project) => core.request('publish/list', { project }))),
      Promise.all(
        roots.map(
          async (project) => [project, (await core.request('publish/versions', { project })).versions] as const,
        ),
      ),
    ]);
    this.model.replacePublishes(publishes.flatMap((it) => it.publishes));
    this.model.replaceVersions(new Map(versions));
    await this.#loadNotices(roots);
    // Comps take longer: the view does not wait for them.
    this.#feed.read(roots);
  }

  // The view shows the versions also where nobody can say what the user may do: a core of before knows no rules.
  async #loadNotices(roots: readonly string[]): Promise<void> {
    await this.#notices
      .load(roots)
      .catch((error: unknown) => this.#services.log.warn('What the Publish view says first:', error));
  }

  #readAgain(): void {
    if (this.#isLoading) this.#again = true;
    else this.live.refresh();
  }

  #takeScenes(project: string, scenes: readonly Scene[]): void {
    const { projects } = this.#services;
    // Editors know a comp by the path that the workspace has it by.
    this.model.setScenes(
      project,
      scenes.map((it) => ({ ...it, comp: projects.asOpened(it.comp) })),
    );
    this.live.view.badge = outdatedBadge(this.model.scenes);
    this.#arrange(true);
  }

  #rows(parent: string | undefined): readonly Row[] {
    const rows =
      parent === undefined
        ? [...this.#notices.rows, ...this.model.current.map((it) => this.#publishRow(it)), ...this.#tree.top]
        : this.#tree.under(parent);
    return rows.map((row) =>
      row.context === 'more'
        ? { ...row, command: { id: 'compline.publish.showMore', title: vscode.l10n.t('Show More') } }
        : row,
    );
  }

  #publishRow(publish: Publish): Row {
    return publishRow(publish, publish.job === undefined ? undefined : this.#frames.get(publish.job));
  }

  // Rows are drawn again where they look different or hold other rows; all of them only where the outermost are others.
  #arrange(isShown: boolean): void {
    const before = this.#holds;
    this.#tree = new PublishTree(this.model.steps, this.model.scenes, this.#filter, this.#shown);
    const holders = [...this.#tree.holders()];
    const rows = holders.map(({ row }) => row);
    const under = holders.filter(({ row, holds }) => before.get(row.id) !== holds).map(({ row }) => row.id);
    this.#holds = new Map(holders.map(({ row, holds }) => [row.id, holds]));
    this.live.tree.forget([...before.keys()].filter((id) => !this.#holds.has(id)));
    const listed = this.#topIds();
    const isListed = listed !== this.#listed;
    this.#listed = listed;
    if (!isShown) return;
    if (isListed) this.live.tree.refresh();
    else this.live.tree.redraw([...this.model.current.map((it) => this.#publishRow(it)), ...rows], new Set(under));
  }

  #topIds(): string {
    return [...this.#notices.rows, ...this.model.current, ...this.#tree.top].map(({ id }) => id).join('\n');
  }

  #filtered(): void {
    this.#tellFilter();
    this.#arrange(true);
  }

  #tellFilter(): void {
    const { text, needsAttention } = this.#filter;
    void vscode.commands.executeCommand('setContext', 'compline.publish.filtered', text !== '');
    void vscode.commands.executeCommand('setContext', 'compline.publish.attention', needsAttention);
    const parts = [
      ...(needsAttention ? [vscode.l10n.t('needs attention')] : []),
      ...(text === '' ? [] : [vscode.l10n.t('filter: {0}', text)]),
    ];
    this.live.view.description = parts.join(' · ');
  }

  #follow(publish: Publish): void {
    if (!this.#services.projects.has(publish.project)) return;
    if (!this.model.apply(publish)) return;
    // What it has published others may read by now.
    if (publish.phase === 'completed') this.#readAgain();
    this.#arrangePublishes(publish);
  }

  #arrangePublishes(publish: Publish): void {
    const listed = this.#topIds();
    if (listed === this.#listed) {
      this.live.tree.update(this.#publishRow(publish));
      return;
    }
    this.#listed = listed;
    this.live.tree.refresh();
  }

  #count(job: string, frames: FrameProgress): void {
    const publish = this.model.current.find((it) => it.job === job && isAtWork(it));
    if (publish === undefined) {
      this.#frames.delete(job);
      return;
    }
    this.#frames.set(job, frames);
    this.live.tree.update(this.#publishRow(publish));
  }
}

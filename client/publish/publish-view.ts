import type * as vscode from 'vscode';
import type { Publish } from '../../server/protocol/publishes.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import { LiveView, type ViewServices } from '../views/live-view.ts';
import type { Row } from '../views/row.ts';
import { isAtWork, PublishModel } from './publish-model.ts';
import { PublishNotices } from './publish-notices.ts';
import { type FrameProgress, publishRow, stepRow, stepRowId, versionRow, versionRowId } from './publish-rows.ts';

/** The view of what is published: publishes at work, and the versions of each step. */
export class PublishView implements vscode.Disposable {
  readonly model = new PublishModel();
  readonly live: LiveView;
  readonly #services: ViewServices;
  readonly #projects: CoreProjects;
  readonly #notices: PublishNotices;
  /** The frames of a render, by its job. */
  readonly #frames = new Map<string, FrameProgress>();
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(services: ViewServices, projects: CoreProjects) {
    this.#services = services;
    this.#projects = projects;
    this.#notices = new PublishNotices(services.core);
    this.live = new LiveView(services, {
      id: 'compline.publish',
      load: () => this.#load(),
      rows: (parent) => this.#rows(parent),
    });
    this.#subscriptions = [
      services.core.onEvent('publish/changed', ({ publish }) => this.#follow(publish)),
      services.core.onEvent('queue/changed', ({ jobs }) => {
        for (const job of jobs) this.#count(job.id, { done: job.framesDone, total: job.framesTotal });
      }),
    ];
  }

  /** Shows a version in the view, once it is there. */
  async reveal(folder: string): Promise<boolean> {
    await this.live.rows();
    const version = this.model.steps.flatMap((it) => it.versions).find((it) => it.folder === folder);
    if (version === undefined) return false;
    await this.live.tree.getChildren();
    const step = this.live.tree.element(stepRowId(version.stepFolder));
    if (step !== undefined) await this.live.tree.getChildren(step);
    const element = this.live.tree.element(versionRowId(folder));
    if (element === undefined) return false;
    await this.live.view.reveal(element, { select: true, focus: true });
    return true;
  }

  dispose(): void {
    for (const it of this.#subscriptions) it.dispose();
    this.live.dispose();
  }

  async #load(): Promise<void> {
    const roots = await this.#projects.roots();
    const { core } = this.#services;
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
    await this.#loadNotices();
  }

  // The view shows the versions also where nobody can say what the user may do: a core of before knows no rules.
  async #loadNotices(): Promise<void> {
    const roots = await this.#projects.roots();
    await this.#notices
      .load(roots)
      .catch((error: unknown) => this.#services.log.warn('What the Publish view says first:', error));
  }

  #rows(parent: string | undefined): readonly Row[] {
    if (parent === undefined) {
      return [
        ...this.#notices.rows,
        ...this.model.current.map((it) => this.#publishRow(it)),
        ...this.model.steps.map(stepRow),
      ];
    }
    const step = this.model.steps.find((it) => stepRowId(it.folder) === parent);
    return step === undefined ? [] : step.versions.map(versionRow);
  }

  #publishRow(publish: Publish): Row {
    return publishRow(publish, publish.job === undefined ? undefined : this.#frames.get(publish.job));
  }

  #follow(publish: Publish): void {
    if (!this.#projects.has(publish.project)) return;
    const before = this.model.current.map((it) => it.id).join();
    if (!this.model.apply(publish)) return;
    if (publish.phase === 'completed') void this.#readVersions(publish.project);
    else if (this.model.current.map((it) => it.id).join() !== before) this.live.tree.refresh();
    else this.live.tree.update(this.#publishRow(publish));
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

  async #readVersions(project: string): Promise<void> {
    try {
      const { versions } = await this.#services.core.request('publish/versions', { project });
      this.model.setVersions(project, versions);
      await this.#loadNotices();
      this.live.tree.refresh();
    } catch (error) {
      this.#services.log.warn('compline.publish:', error);
      this.live.refresh();
    }
  }
}

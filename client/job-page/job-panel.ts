import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { openAddress } from '../farms/open-address.ts';
import { html } from '../webviews/html.ts';
import { pageHtml, webviewFolder } from '../webviews/webview-page.ts';
import { FarmFollower } from './farm-follower.ts';
import { JobFollower } from './job-follower.ts';
import { LogFollower } from './log-follower.ts';
import { doPageAction } from './page-actions.ts';
import { headState } from './page-head.ts';
import { type FromPage, fromPageSchema, type ToPage } from './page-messages.ts';
import { pageTexts } from './page-texts.ts';
import { later } from './pulse.ts';

/** What the pages of jobs stand on. */
export interface PanelServices {
  readonly core: PipelineCore;
  readonly gate: Pick<Gate, 'closed' | 'pass'>;
  readonly errors: Pick<ErrorReporter, 'show'>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
  /** The folder of the extension. */
  readonly extension: vscode.Uri;
}

/** The page of a job in a panel of the editor area. */
export class JobPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: PanelServices;
  readonly #job: string;
  readonly #follower: JobFollower;
  readonly #logs: LogFollower;
  readonly #farm: FarmFollower;
  readonly #disposable: vscode.Disposable;
  /** The files that lines of the log have named: no other is opened for the page. */
  readonly #places = new Set<string>();
  #name: string;

  /** `ended` is called when the panel is closed. */
  constructor(panel: vscode.WebviewPanel, job: string, services: PanelServices, ended: () => void) {
    const { core, gate, extension } = services;
    this.#panel = panel;
    this.#services = services;
    this.#job = job;
    this.#name = panel.title;
    const tell = (message: ToPage): void => this.#tell(message);
    this.#follower = new JobFollower({
      ...{ core, gate, job, tell, later },
      changed: (it) => this.#changed(it),
      now: () => performance.now(),
    });
    this.#logs = new LogFollower({ core, gate, job, tell, later });
    this.#farm = new FarmFollower({
      ...{ core, job, tell, later },
      log: (error) => services.log.warn('What a farm has of a job could not be read:', error),
    });
    panel.webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(extension)] };
    this.#disposable = vscode.Disposable.from(
      panel.webview.onDidReceiveMessage((message: unknown) => this.#take(message)),
      panel.onDidChangeViewState(() => {
        if (panel.visible) return;
        this.#follower.hide();
        this.#logs.stop();
        this.#farm.stop();
      }),
      panel.onDidDispose(() => {
        this.dispose();
        ended();
      }),
    );
    panel.webview.html = pageHtml(panel.webview, extension, { name: 'job-page', title: panel.title, body: html`` });
  }

  /** Shows the panel where it is. */
  reveal(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#disposable.dispose();
    this.#follower.dispose();
    this.#logs.stop();
    this.#farm.stop();
  }

  #tell(message: ToPage): void {
    if (message.type === 'log') for (const { place } of message.lines) if (place) this.#places.add(place.file);
    void this.#panel.webview.postMessage(message);
  }

  #take(message: unknown): void {
    const read = fromPageSchema.safeParse(message);
    if (read.success) this.#answer(read.data).catch((error: unknown) => this.#services.errors.show(error));
    else this.#services.log.warn('The page of a job said what it cannot say:', read.error.message);
  }

  async #answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#tell({ type: 'setup', job: this.#job, texts: pageTexts() });
        this.#farm.show();
        this.#follower.show();
        return;
      case 'log':
        this.#logs.show(message.wish);
        return;
      case 'farm-job':
        await this.#openOnFarm(message.id);
        return;
      case 'open':
        await this.#open(message.file, message.line);
        return;
      case 'action': {
        await this.#services.gate.pass();
        const { action, frames } = message;
        const target = { job: this.#job, name: this.#name, ...(frames !== undefined && { frames }) };
        await doPageAction(this.#services.core, action, target);
      }
    }
  }

  async #openOnFarm(id: string): Promise<void> {
    const page = this.#farm.pageOf(id);
    if (page !== undefined) await openAddress(page);
  }

  async #open(file: string, line: number | undefined): Promise<void> {
    if (!this.#places.has(file)) return;
    const start = new vscode.Position((line ?? 1) - 1, 0);
    await vscode.window.showTextDocument(vscode.Uri.file(file), { selection: new vscode.Range(start, start) });
  }

  #changed(job: JobSummary): void {
    this.#name = job.name;
    if (this.#panel.title !== job.name) this.#panel.title = job.name;
    const icon = `${headState(job)}.svg`;
    this.#panel.iconPath = vscode.Uri.joinPath(this.#services.extension, 'media', 'job-states', icon);
    this.#logs.poke();
    this.#farm.take(job);
  }
}

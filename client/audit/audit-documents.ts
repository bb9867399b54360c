import path from 'node:path';
import * as vscode from 'vscode';
import type { AuditReport } from '../../server/protocol/audit.ts';
import { fileOf } from '../commands/arguments.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { ErrorReporter } from '../core/error-reporter.ts';
import { offer } from '../core/offer.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { pickProject } from '../project/pick-project.ts';
import { reportText, trailText } from './audit-text.ts';

/** The scheme of the documents that show audit trails. */
export const AUDIT_SCHEME = 'compline-audit';

/** So many events are shown. */
const MOST_EVENTS = 2_000;

/** What the documents are made with. */
export interface AuditServices {
  readonly core: PipelineCore;
  readonly errors: ErrorReporter;
  readonly projects: CoreProjects;
}

/** Shows audit trails, and what a look through them found, as read-only documents. */
export class AuditDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #services: AuditServices;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registered: vscode.Disposable;
  /** The texts of reports, by the paths of their documents. */
  readonly #reports = new Map<string, string>();

  constructor(services: AuditServices) {
    this.#services = services;
    this.#registered = vscode.workspace.registerTextDocumentContentProvider(AUDIT_SCHEME, this);
  }

  get onDidChange(): vscode.Event<vscode.Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const report = this.#reports.get(uri.path);
    if (report !== undefined) return report;
    const { project, comp } = wantedOf(uri);
    const about = comp === undefined ? project : path.basename(comp);
    const page = await this.#services.core.request('audit/show', {
      ...{ project, limit: MOST_EVENTS },
      ...(comp !== undefined && { comp }),
    });
    return trailText(vscode.l10n.t('Audit trail of {0}', about), page);
  }

  /** Opens the trail of the comp that a command is given on or that is in the active editor, else of the project. */
  async show(argument: unknown): Promise<void> {
    const file = fileOf(argument);
    const comp = file?.scheme === 'file' && /\.comp$/i.test(file.path) ? file.fsPath : undefined;
    const project = comp === undefined ? await this.#pick() : await this.#projectOf(comp);
    const name = comp === undefined ? path.basename(project) : path.basename(comp);
    const query = JSON.stringify({ project, ...(comp !== undefined && { comp }) });
    await this.#open(vscode.Uri.from({ scheme: AUDIT_SCHEME, path: `/${name}.audit.txt`, query }));
  }

  /** Looks through the audit files of a project and tells what it found. */
  async verify(): Promise<void> {
    const project = await this.#pick();
    const title = vscode.l10n.t('Verifying the audit trail of {0}', path.basename(project));
    const { report } = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
      this.#services.core.request('audit/verify', { project }),
    );
    void offer(this.#services.errors, {
      severity: report.sound ? 'information' : 'error',
      message: messageOf(report),
      choices: [{ title: vscode.l10n.t('Show Report'), run: () => this.#showReport(report) }],
    });
  }

  dispose(): void {
    this.#registered.dispose();
    this.#changed.dispose();
  }

  async #showReport(report: AuditReport): Promise<void> {
    const uri = vscode.Uri.from({ scheme: AUDIT_SCHEME, path: `/${path.basename(report.root)}.verified.txt` });
    this.#reports.set(uri.path, reportText(report));
    await this.#open(uri);
  }

  async #open(uri: vscode.Uri): Promise<void> {
    // One that is open already is read anew.
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  async #pick(): Promise<string> {
    return await pickProject(await this.#services.projects.roots(), vscode.l10n.t('Project whose audit trail is read'));
  }

  async #projectOf(comp: string): Promise<string> {
    return (await this.#services.core.request('project/status', { path: comp })).project.root;
  }
}

function messageOf({ sound, root, files }: AuditReport): string {
  const name = path.basename(root);
  const problems = files.reduce((sum, file) => sum + file.problems.length + file.moreProblems, 0);
  if (!sound) return vscode.l10n.t('The audit trail of {0} is not sound: {1} problems.', name, problems);
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  return vscode.l10n.t('The audit trail of {0} is sound: {1} lines in {2} files.', name, lines, files.length);
}

function wantedOf(uri: vscode.Uri): { readonly project: string; readonly comp?: string } {
  return JSON.parse(uri.query);
}

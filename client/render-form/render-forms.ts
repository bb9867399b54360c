import path from 'node:path';
import * as vscode from 'vscode';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { readMessages } from '../webviews/webview-messages.ts';
import { pageHtml, webviewFolder } from '../webviews/webview-page.ts';
import { formBody } from './form-html.ts';
import type { FormMemory } from './form-memory.ts';
import { type FormAnswer, formMessageSchema, formStateSchema } from './form-messages.ts';
import { emptyValues, type FormValues } from './form-values.ts';
import { RenderForm } from './render-form.ts';

const VIEW_TYPE = 'compline.renderForm';

/** Endings of the scenes of programs that render, without the dot. */
const SCENES = ['comp', 'ma', 'mb', 'blend', 'nk', 'aep', 'aepx'];

/** What forms stand on. */
export interface RenderFormsServices {
  readonly core: PipelineCore;
  readonly gate: Gate;
  readonly memory: FormMemory;
  /** Opens the configuration of a project where its farms are described. */
  readonly configureFarms: (project: string) => Promise<void>;
  /** The extension's folder. */
  readonly extension: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

interface OpenForm {
  readonly form: RenderForm;
  readonly panel: vscode.WebviewPanel;
}

/** The forms by which scenes are submitted: an editor for each scene, which comes back when the window does. */
export class RenderForms implements vscode.Disposable {
  readonly #services: RenderFormsServices;
  readonly #open = new Set<OpenForm>();
  readonly #serializer: vscode.Disposable;
  readonly #submitted = new vscode.EventEmitter<JobSummary>();

  constructor(services: RenderFormsServices) {
    this.#services = services;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
      deserializeWebviewPanel: async (panel, state) => {
        const before = formStateSchema.safeParse(state);
        await this.#fill(panel, before.success ? before.data.values : emptyValues);
      },
    });
    this.#showEndings();
  }

  /** Fires with every job that was submitted by a form. */
  get onDidSubmit(): vscode.Event<JobSummary> {
    return this.#submitted.event;
  }

  /** Opens the form of a scene, or the one that is open; without a scene one that asks for it. `onFarm`: to submit it to
   * a farm. */
  async show(scene: string, { onFarm = false } = {}): Promise<void> {
    const known = [...this.#open].find(({ form }) => form.scene === scene);
    if (known !== undefined) {
      known.panel.reveal();
      await known.form.reopen(onFarm);
      return;
    }
    const panel = vscode.window.createWebviewPanel(VIEW_TYPE, titleOf(scene), vscode.ViewColumn.Active, {
      retainContextWhenHidden: true,
    });
    await this.#fill(panel, scene, onFarm);
  }

  dispose(): void {
    this.#serializer.dispose();
    this.#submitted.dispose();
    for (const { panel } of this.#open) panel.dispose();
  }

  async #fill(panel: vscode.WebviewPanel, start: string | FormValues, onFarm = false): Promise<void> {
    const { core, gate, memory, configureFarms, extension, log } = this.#services;
    const { webview } = panel;
    let isDisposed = false;
    const form = new RenderForm({
      // A form comes back with the window, also where by now the core may not be used.
      core: gate.guard(core),
      memory,
      configureFarms,
      show: (view) => {
        if (!isDisposed) void webview.postMessage({ type: 'show', view } satisfies FormAnswer);
      },
      pickScene,
      submitted: (job) => {
        this.#showEndings();
        this.#submitted.fire(job);
      },
      renamed: (scene) => {
        panel.title = titleOf(scene);
      },
      log: (error) => log.warn('The form of a render:', error),
    });
    const open = { form, panel };
    this.#open.add(open);
    const messages = readMessages(
      webview,
      formMessageSchema,
      (message) => void form.handle(message),
      (error) => log.warn('A message of the form of a render was left alone:', error),
    );
    panel.onDidDispose(() => {
      isDisposed = true;
      this.#open.delete(open);
      messages.dispose();
      form.dispose();
    });
    webview.options = { enableScripts: true, localResourceRoots: [webviewFolder(extension)] };
    webview.html = pageHtml(webview, extension, {
      name: 'render-form',
      title: vscode.l10n.t('Render'),
      body: formBody(),
    });
    await (typeof start === 'string' ? form.open(start, onFarm) : form.restore(start));
  }

  /** The Explorer offers the form on files as were submitted before, beside the scenes that everybody knows. */
  #showEndings(): void {
    void vscode.commands.executeCommand('setContext', 'compline.render.endings', this.#services.memory.endings);
  }
}

function titleOf(scene: string): string {
  return scene === '' ? vscode.l10n.t('Render') : vscode.l10n.t('Render {0}', path.basename(scene));
}

async function pickScene(near: string): Promise<string | undefined> {
  const folder = near === '' ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.file(path.dirname(near));
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Scene to Render'),
    openLabel: vscode.l10n.t('Choose'),
    filters: { [vscode.l10n.t('Scenes')]: SCENES, [vscode.l10n.t('All Files')]: ['*'] },
    ...(folder !== undefined && { defaultUri: folder }),
  });
  return picked?.[0]?.fsPath;
}

/** The file that a command was given on, where it may be a scene: one that was chosen, or a scene in the active editor. */
export function sceneOf(file: vscode.Uri | undefined, isChosen: boolean): string {
  if (file?.scheme !== 'file') return '';
  return isChosen || SCENES.includes(path.extname(file.fsPath).slice(1).toLowerCase()) ? file.fsPath : '';
}

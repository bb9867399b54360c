import * as vscode from 'vscode';
import type { FarmStatus } from '../../server/protocol/farms.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { showStatus } from '../views/show-status.ts';
import { activeProject } from './active-project.ts';
import { answerText, farmIcon, farmName, farmStanding, farmTable, LOCAL, standingText } from './farm-texts.ts';
import type { KnownFarms } from './known-farms.ts';

/** What the item is made of. */
export interface FarmStatusServices {
  readonly core: PipelineCore;
  readonly gate: Pick<Gate, 'closed'>;
  readonly projects: CoreProjects;
  readonly known: KnownFarms;
  /** Resolves when the core has the credentials that are kept for it. */
  readonly supplied: () => Promise<void>;
  readonly log: Pick<vscode.LogOutputChannel, 'warn'>;
}

/** What the status bar says about the farms of a project. */
export interface FarmBarText {
  readonly text: string;
  /** Markdown. */
  readonly tooltip: string;
  /** The same in a sentence, for a screen reader. */
  readonly spoken: string;
  /** True where jobs of ours are on a farm that does not answer. */
  readonly isWarning: boolean;
}

/** What is said of the farms of a project; nothing where this machine is all that it has. */
export function farmBarText(farms: readonly FarmStatus[]): FarmBarText | undefined {
  if (farms.every(({ name }) => name === LOCAL)) return undefined;
  const lost = farms.find((farm) => farm.jobs > 0 && farm.name !== LOCAL && farm.answers === 'no');
  const shown = lost ?? farms.find(({ isDefault }) => isDefault) ?? farms[0];
  if (shown === undefined) return undefined;
  const standing = farmStanding(shown);
  const isQuiet = standing === 'here' || standing === 'answers' || standing === 'unknown';
  const words = isQuiet ? farmName(shown.name) : `${farmName(shown.name)}: ${standingText(shown)}`;
  const icon = lost === undefined ? farmIcon(shown) : 'warning';
  const head = lost === undefined ? vscode.l10n.t('Jobs go to {0} by themselves.', farmName(shown.name)) : '';
  const spoken = [head, answerText(shown, undefined)].filter((it) => it !== '').join(' ');
  return {
    text: `$(${icon}) ${words}`,
    tooltip: `${farmTable(farms)}\n\n${vscode.l10n.t('Select to check, switch or set up farms.')}`,
    spoken,
    isWarning: lost !== undefined,
  };
}

/** Says in the status bar where jobs of the active project go, and whether that farm answers. Starts no core. */
export class FarmStatusBar implements vscode.Disposable {
  readonly #services: FarmStatusServices;
  readonly #item = vscode.window.createStatusBarItem('compline.farm', vscode.StatusBarAlignment.Left, 49);
  readonly #disposable: vscode.Disposable;
  /** Farms that were asked since the core was reached, so that each is asked once. */
  readonly #asked = new Set<string>();
  #project: string | undefined;
  /** Grows with every reading; an older one that ends later counts for nothing. */
  #reading = 0;

  constructor(services: FarmStatusServices) {
    this.#services = services;
    this.#item.name = vscode.l10n.t('Compline Farm');
    this.#item.command = 'compline.showFarms';
    const { core, known } = services;
    const configs = vscode.workspace.createFileSystemWatcher('**/*compline.yaml', true, false, true);
    this.#disposable = vscode.Disposable.from(
      this.#item,
      configs,
      configs.onDidChange(() => void this.refresh()),
      known.onDidChange(() => this.#show()),
      vscode.window.onDidChangeActiveTextEditor(() => void this.#follow()),
      core.onStateChange((state) => {
        if (state !== 'connected') return;
        this.#asked.clear();
        void this.refresh();
      }),
    );
    void this.refresh();
  }

  /** What is said now. */
  get status(): FarmBarText | undefined {
    return this.#project === undefined ? undefined : farmBarText(this.#services.known.of(this.#project));
  }

  /** Reads the farms of the active project anew. Never rejects. */
  async refresh(): Promise<void> {
    const { core, gate, projects, known, supplied, log } = this.#services;
    this.#reading += 1;
    const reading = this.#reading;
    try {
      if (core.state !== 'connected' || (await gate.closed()) !== undefined) return;
      await supplied();
      const project = await activeProject(projects);
      if (reading !== this.#reading) return;
      this.#project = project;
      const farms = project === undefined ? [] : await known.read(project);
      this.#show();
      const farm = farms.find(({ isDefault }) => isDefault);
      if (project === undefined || farm === undefined || farmStanding(farm) !== 'unknown') return;
      const key = JSON.stringify([project, farm.name]);
      if (this.#asked.has(key)) return;
      this.#asked.add(key);
      await known.ask(project, farm.name);
    } catch (error) {
      // A project that is not trusted yet, or a configuration with faults: whoever renders is told.
      log.warn('Farms could not be read:', error);
      this.#show();
    }
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  /** Reads anew where the active editor is in another project. */
  async #follow(): Promise<void> {
    const { core, gate, projects } = this.#services;
    try {
      if (core.state !== 'connected' || (await gate.closed()) !== undefined) return;
      if ((await activeProject(projects)) !== this.#project) await this.refresh();
    } catch (error) {
      this.#services.log.warn('The project of the active editor could not be found:', error);
    }
  }

  #show(): void {
    const { status } = this;
    const tooltip = new vscode.MarkdownString(status?.tooltip);
    const spoken = vscode.l10n.t('Farm: {0}', status?.spoken ?? '');
    showStatus(this.#item, status && { ...status, tooltip, spoken });
  }
}

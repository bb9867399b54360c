import path from 'node:path';
import * as vscode from 'vscode';
import type { FarmStatus } from '../../server/protocol/farms.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import { Dismissed, Notice } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { ensureTrust } from '../core/trust-project.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { pickProject } from '../project/pick-project.ts';
import { activeProject } from './active-project.ts';
import { askFarm } from './ask-farm.ts';
import { configureFarms } from './configure-farms.ts';
import { makeDefaultFarm } from './default-farm.ts';
import type { FarmSecrets } from './farm-secrets.ts';
import { answerText, farmIcon, farmName, farmStanding, farmType, LOCAL } from './farm-texts.ts';
import type { KnownFarms } from './known-farms.ts';
import { openAddress } from './open-address.ts';
import { farmItem, pickFarm } from './pick-farm.ts';

/** What the commands about farms work with. */
export interface FarmCommandsServices {
  readonly core: PipelineCore;
  readonly projects: CoreProjects;
  readonly known: KnownFarms;
  readonly secrets: Pick<FarmSecrets, 'set'>;
  readonly server: Pick<LanguageServer, 'execute'>;
}

/** A farm of a project. */
interface Place {
  readonly project: string;
  readonly farm: FarmStatus;
}

interface Action extends vscode.QuickPickItem {
  readonly run: () => Promise<void>;
}

/** The commands about farms. */
export class FarmCommands {
  readonly #services: FarmCommandsServices;

  constructor(services: FarmCommandsServices) {
    this.#services = services;
  }

  /** Lists the farms of the active project, then what can be done with the one that is picked. */
  async show(): Promise<void> {
    const place = await this.#pick(vscode.l10n.t('Farms'));
    const actions = this.#actions(place);
    const title = farmName(place.farm.name);
    const { description = '' } = farmItem(place.farm);
    const picked = await vscode.window.showQuickPick(actions, { title, placeHolder: description });
    if (picked === undefined) throw new Dismissed();
    await picked.run();
  }

  /** Asks for the farm that jobs are to go to by themselves, and writes it into the configuration. */
  async switch(): Promise<void> {
    await this.#makeDefault(await this.#pick(vscode.l10n.t('Farm that Jobs Go to by Themselves')));
  }

  /** Asks for a farm, asks it, and says what came of that. */
  async check(): Promise<void> {
    await this.#check(await this.#pick(vscode.l10n.t('Farm to Check'), ({ name }) => name !== LOCAL));
  }

  /** Asks for the credential of a farm and keeps it; an empty one is forgotten. */
  async setCredential(): Promise<void> {
    await this.#setCredential(
      await this.#pick(vscode.l10n.t('Farm whose Credential is Set'), ({ credential }) => credential !== 'not-needed'),
    );
  }

  /** Opens the configuration where farms are described. */
  async configure(): Promise<void> {
    await this.#configure(await this.#project());
  }

  #configure(project: string): Promise<void> {
    return configureFarms(this.#services, project);
  }

  async #project(): Promise<string> {
    const { projects } = this.#services;
    const roots = await projects.roots();
    return (
      (await activeProject(projects)) ?? (await pickProject(roots, vscode.l10n.t('Project whose farms are meant')))
    );
  }

  /** Lets the user pick one of the farms that fit. */
  async #pick(title: string, fits: (farm: FarmStatus) => boolean = () => true): Promise<Place> {
    const project = await this.#project();
    const farms = await this.#services.known.read(project);
    const fitting = farms.filter(fits);
    if (fitting.length === 0 && farms.some(({ name }) => name !== LOCAL)) {
      throw new Notice(vscode.l10n.t('No farm of {0} needs a credential.', path.basename(project)));
    }
    return { project, farm: await pickFarm(fitting, title, () => this.#configure(project)) };
  }

  #actions(place: Place): readonly Action[] {
    const { farm, project } = place;
    const isFarm = farm.name !== LOCAL;
    const action = (is: boolean, label: string, icon: string, run: () => Promise<void>): Action[] =>
      is ? [{ label, iconPath: new vscode.ThemeIcon(icon), run }] : [];
    const { web } = farm;
    return [
      ...action(isFarm, vscode.l10n.t('Check Now'), 'refresh', () => this.#check(place)),
      ...action(!farm.isDefault, vscode.l10n.t('Make Default'), farmIcon(farm), () => this.#makeDefault(place)),
      ...action(farm.credential !== 'not-needed', vscode.l10n.t('Set Credential…'), 'key', () =>
        this.#setCredential(place),
      ),
      ...action(web !== undefined, vscode.l10n.t('Open Web Interface'), 'link-external', () => openAddress(web ?? '')),
      ...action(true, vscode.l10n.t('Configure Farms'), 'gear', () => this.#configure(project)),
    ];
  }

  async #makeDefault({ project: root, farm }: Place): Promise<void> {
    const { core, projects, known, server } = this.#services;
    const { project } = await core.request('project/status', { path: root });
    await makeDefaultFarm(server, projects.asOpened(project.config), farm.name);
    await known.read(root);
    const message = vscode.l10n.t('Jobs of {0} go to {1} now.', path.basename(root), farmName(farm.name));
    vscode.window.setStatusBarMessage(message, 5_000);
  }

  async #check(place: Place): Promise<void> {
    const { project, farm } = place;
    const answer = await askFarm(this.#services, project, farm.name);
    const said = answerText(answer.farm, answer.offers);
    const standing = farmStanding(answer.farm);
    if (standing === 'answers') {
      void vscode.window.showInformationMessage(said);
      return;
    }
    const set = vscode.l10n.t('Set Credential…');
    const configure = vscode.l10n.t('Configure Farms');
    const offered = answer.farm.credential === 'not-needed' ? [configure] : [set, configure];
    const choice = await vscode.window.showWarningMessage(said, ...offered);
    if (choice === set) await this.#setCredential(place);
    if (choice === configure) await this.#configure(project);
  }

  async #setCredential(place: Place): Promise<void> {
    const { project, farm } = place;
    const { core, known, secrets } = this.#services;
    // The core says to which address the credential goes; nobody is asked for one that may then not be sent.
    await ensureTrust(core, project);
    const kept = vscode.l10n.t('It is kept in the secret storage of VS Code. An empty one is forgotten.');
    const variable = farm.credentialVariable;
    const elsewhere =
      variable === undefined ? '' : vscode.l10n.t('The environment variable {0} is another way.', variable);
    const secret = await vscode.window.showInputBox({
      title: vscode.l10n.t('{0} of {1} ({2})', credentialOf(farm), farm.name, farmType(farm.type)),
      prompt: [kept, elsewhere].filter((it) => it !== '').join(' '),
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        text.length <= LONGEST ? undefined : vscode.l10n.t('It has more than {0} characters.', LONGEST),
    });
    if (secret === undefined) throw new Dismissed();
    const written = secret.trim() === '' ? undefined : secret.trim();
    const status = await secrets.set(project, farm.name, written);
    if (status !== undefined) known.put(project, status);
    if (written !== undefined) await this.#check(place);
  }
}

/** Characters of a credential that the core takes. */
const LONGEST = 10_000;

const credentialOf = ({ credentialName }: FarmStatus): string => credentialName ?? vscode.l10n.t('Credential');

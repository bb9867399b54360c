import * as vscode from 'vscode';
import type { CommandRegistry } from '../commands/command-registry.ts';
import type { CoreProjects } from '../core/core-projects.ts';
import type { Gate } from '../core/gate.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { configureFarms } from './configure-farms.ts';
import { FarmCommands } from './farm-commands.ts';
import { FarmSecrets } from './farm-secrets.ts';
import { type FarmBarText, FarmStatusBar } from './farm-status-bar.ts';
import { KnownFarms } from './known-farms.ts';

/** What farms are shown and set up with. */
export interface FarmServices {
  readonly core: PipelineCore;
  readonly gate: Gate;
  readonly projects: CoreProjects;
  readonly server: LanguageServer;
  readonly secrets: vscode.SecretStorage;
  readonly log: vscode.LogOutputChannel;
}

/** The farms of a window. */
export interface Farms extends vscode.Disposable {
  readonly known: KnownFarms;
  /** Opens the configuration of a project where its farms are described. */
  readonly configure: (project: string) => Promise<void>;
  /** What the status bar says of them. */
  readonly status: () => FarmBarText | undefined;
}

/** Registers what can be asked of farms, keeps their credentials, and shows where jobs go. */
export function createFarms(services: FarmServices, commands: CommandRegistry): Farms {
  // Before what asks farms, so that the credentials are on their way first.
  const secrets = new FarmSecrets(services);
  const known = new KnownFarms({ ...services, supply: () => secrets.handOver() });
  const bar = new FarmStatusBar({ ...services, known, supplied: () => secrets.handed });
  const farms = new FarmCommands({ ...services, known, secrets });
  commands.withCore('compline.showFarms', () => farms.show());
  commands.withCore('compline.switchFarm', () => farms.switch());
  commands.withCore('compline.checkFarm', () => farms.check());
  commands.withCore('compline.setFarmCredential', () => farms.setCredential());
  commands.withCore('compline.configureFarms', () => farms.configure());
  const disposable = vscode.Disposable.from(bar, known, secrets);
  const configure = (project: string): Promise<void> => configureFarms(services, project);
  return { known, configure, status: () => bar.status, dispose: () => disposable.dispose() };
}

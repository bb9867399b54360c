import * as vscode from 'vscode';
import { createRecord } from './audit/create-record.ts';
import { CommandRegistry } from './commands/command-registry.ts';
import { registerCommands } from './commands/register-commands.ts';
import { followContext } from './core/context-keys.ts';
import { CoreProjects } from './core/core-projects.ts';
import { ErrorReporter } from './core/error-reporter.ts';
import { Gate } from './core/gate.ts';
import { LinkedCore } from './core/pipeline-core.ts';
import type { ExtensionApi } from './extension-api.ts';
import { createFarms } from './farms/create-farms.ts';
import { JobPages } from './job-page/job-pages.ts';
import { CompLanguage } from './language/comp-language.ts';
import { LanguageServer } from './language/language-client.ts';
import { createLanguageStatus } from './language/language-status.ts';
import { createLocking } from './locks/create-locking.ts';
import { ProjectFiles } from './project/project-files.ts';
import { WorkspaceProjects } from './project/workspace-projects.ts';
import { PublishView } from './publish/publish-view.ts';
import { QueueView } from './queue/queue-view.ts';
import { FormMemory } from './render-form/form-memory.ts';
import { RenderForms } from './render-form/render-forms.ts';
import { createSaving } from './saves/create-saving.ts';
import { ShotPreview } from './sora/shot-preview.ts';
import { SystemView } from './system/system-view.ts';
import { addToTerminals } from './terminal-path.ts';
import { createVersions } from './versions/create-versions.ts';

/** Starts the extension: it listens and shows; the language server and the core are started when they are needed. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const log = vscode.window.createOutputChannel('Compline', { log: true });
  const inside = (...parts: readonly string[]): string => vscode.Uri.joinPath(context.extensionUri, ...parts).fsPath;
  const { version }: { version: string } = context.extension.packageJSON;
  const stateFolder = vscode.workspace.getConfiguration('compline').get<string>('stateHome', '').trim();

  const server = new LanguageServer(inside('dist', 'language-server.cjs'), log);
  const core = new LinkedCore({ bundle: inside('dist', 'core.cjs'), version, stateFolder, log });
  const projects = new WorkspaceProjects();
  const gate = new Gate(projects);
  const coreProjects = new CoreProjects(core, projects);
  const services = { core, gate, log };
  const memento = context.workspaceState;
  const queue = new QueueView({ ...services, projects: coreProjects, memento, now: () => performance.now() });
  const files = new ProjectFiles(gate, projects);
  const publish = new PublishView({ ...services, projects: coreProjects, files, memento });
  const system = new SystemView({ ...services, version, now: () => performance.now() });
  const errors = new ErrorReporter(log);
  const commands = new CommandRegistry(gate, errors);
  const pages = new JobPages({ ...services, errors, queue, extension: context.extensionUri });
  const locking = createLocking({ ...services, files, projects: coreProjects, memento, errors }, commands);
  const { view: locks, conflicts, readonly, decorations, statusBar } = locking;
  const saving = createSaving({ ...services, files, conflicts, readonly, memento, errors }, commands);
  const record = createRecord(
    { ...services, projects: coreProjects, errors, publish, secrets: context.secrets },
    commands,
  );
  const farms = createFarms({ ...services, projects: coreProjects, server, secrets: context.secrets }, commands);
  const shots = new ShotPreview(server);
  const forms = new RenderForms({
    ...services,
    memory: new FormMemory(memento),
    configureFarms: farms.configure,
    extension: context.extensionUri,
  });
  const views = [queue, publish, locks, system];

  context.subscriptions.push(
    log,
    new CompLanguage(log),
    server,
    createLanguageStatus(server),
    shots,
    queue,
    pages,
    publish,
    system,
    forms,
    saving,
    createVersions({ core, errors }, commands),
    locking,
    record,
    farms,
    files,
    projects,
    commands,
    registerCommands(commands, {
      ...{ core, errors, log, memento, pages, publish, queue, system, forms, views, server, shots },
      ...{ farms: farms.known, configureFarm: farms.configure },
    }),
    followContext(projects, gate, () => {
      for (const view of views) view.live.refresh();
    }),
    // What listens to the core is disposed of before it: the end of its connection is then nobody's concern.
    core,
  );
  const terminals = () => addToTerminals(context.environmentVariableCollection, { bin: inside('bin'), stateFolder });
  if (vscode.workspace.isTrusted) terminals();
  else context.environmentVariableCollection.clear();
  context.subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(terminals));

  return {
    core,
    rows: {
      queue: (parent) => queue.live.rows(parent),
      locks: (parent) => locks.live.rows(parent),
      publish: (parent) => publish.live.rows(parent),
      system: (parent) => system.live.rows(parent),
    },
    decoration: (uri) => decorations.provideFileDecoration(uri),
    lockStatus: () => statusBar.status,
    farmStatus: () => farms.status(),
    isReadonly: (file) => readonly.has(file),
    onLanguageServerState: (listener) => server.onDidChangeState(listener),
    languageServerState: () => server.state,
  };
}

import * as vscode from 'vscode';
import type { ErrorReporter } from '../core/error-reporter.ts';
import type { PipelineCore } from '../core/pipeline-core.ts';
import { chooseFarm } from '../farms/choose-farm.ts';
import type { KnownFarms } from '../farms/known-farms.ts';
import type { JobPages } from '../job-page/job-pages.ts';
import { fixAllFindings } from '../language/fix-all.ts';
import type { LanguageServer } from '../language/language-client.ts';
import { compDocument } from '../media/comp-document.ts';
import { lockPipeline } from '../media/lock-pipeline.ts';
import { openMediaFolder } from '../media/open-media-folder.ts';
import { relinkFolder } from '../media/relink-folder.ts';
import { PlanDocument } from '../publish/plan-document.ts';
import { PublishCommand } from '../publish/publish-command.ts';
import { PublishFollower } from '../publish/publish-follower.ts';
import { PublishMemory } from '../publish/publish-memory.ts';
import { PublishReport } from '../publish/publish-report.ts';
import { publishOfRow } from '../publish/publish-rows.ts';
import type { PublishView } from '../publish/publish-view.ts';
import { revealFolder, showVersion } from '../publish/show-version.ts';
import { JobEnds } from '../queue/job-ends.ts';
import { JobLog } from '../queue/job-log.ts';
import { registerQueueCommands } from '../queue/queue-commands.ts';
import type { QueueView } from '../queue/queue-view.ts';
import { type RenderForms, sceneOf } from '../render-form/render-forms.ts';
import { applySpec } from '../render-spec/apply-spec.ts';
import { createSpec } from '../render-spec/create-spec.ts';
import { saversOfClipboard, saversOfComp } from '../render-spec/saver-source.ts';
import { showComps } from '../render-spec/show-comps.ts';
import { registerSceneCommands } from '../scenes/scene-commands.ts';
import type { ShotPreview } from '../sora/shot-preview.ts';
import { registerSystemCommands } from '../system/system-commands.ts';
import type { SystemView } from '../system/system-view.ts';
import type { LiveView } from '../views/live-view.ts';
import { elementOf, fileOf } from './arguments.ts';
import type { CommandRegistry } from './command-registry.ts';

/** What the commands work on. */
export interface CommandServices {
  readonly core: PipelineCore;
  readonly errors: ErrorReporter;
  readonly log: vscode.LogOutputChannel;
  readonly pages: JobPages;
  /** What the window remembers: what was said of versions. */
  readonly memento: vscode.Memento;
  readonly publish: PublishView;
  readonly queue: QueueView;
  readonly system: SystemView;
  readonly forms: RenderForms;
  readonly farms: KnownFarms;
  /** Opens the configuration of a project where its farms are described. */
  readonly configureFarm: (project: string) => Promise<void>;
  /** Every view of the extension. */
  readonly views: readonly { readonly live: LiveView }[];
  readonly server: LanguageServer;
  readonly shots: ShotPreview;
}

/** Registers the commands of the manifest, but for those about locks and saves. */
export function registerCommands(commands: CommandRegistry, services: CommandServices): vscode.Disposable {
  const { core, errors, log, memento, pages, publish, queue, system, forms, views, server, shots } = services;
  const { farms, configureFarm } = services;
  const follower = new PublishFollower(core, errors);
  const publishing = new PublishCommand({ core, follower, memory: new PublishMemory(memento) });
  const plans = new PlanDocument(core);
  const reports = new PublishReport(core, publish);
  const jobLog = new JobLog(core, queue);
  const ends = new JobEnds(core, errors);

  // A publish's row stands for its render job where a job is asked for.
  const jobOf = (argument: unknown): unknown => {
    const id = publishOfRow(elementOf(argument)?.row.id ?? '');
    return id === undefined ? argument : publish.model.publish(id)?.job;
  };

  commands.always('compline.restartLanguageServer', () => server.restart());
  commands.always('compline.showLog', () => log.show());
  commands.always('compline.openLockedFile', async (element) => {
    const path = elementOf(element)?.row.path;
    if (path !== undefined) await vscode.window.showTextDocument(vscode.Uri.file(path));
  });
  commands.always('compline.relinkFolder', (comp, folder) => relinkFolder(server, comp, folder));
  commands.always('compline.updateLoaders', async (comp) => {
    await server.execute('compline.applyNewestVersions', compDocument(comp));
  });
  commands.always('compline.fixAllFindings', (file) => fixAllFindings(file));
  commands.always('compline.lockPipelineNodes', (comp) => lockPipeline(server, comp));
  commands.always('compline.createSpecFromSaver', async (comp, saver) => {
    await createSpec(await saversOfComp(server, comp, saver));
  });
  commands.always('compline.createSpecFromClipboard', async () => createSpec(await saversOfClipboard(server)));
  commands.always('compline.applySpecToSaver', (comp) => applySpec(server, comp));
  commands.always('compline.showComps', (_spec, ...comps) => showComps(comps));
  commands.always('compline.previewShots', (project, shot) => shots.show(project, shot));
  commands.always('compline.openMediaFolder', (_comp, file) => openMediaFolder(file));
  commands.withCore('compline.render', (argument) =>
    forms.show(sceneOf(fileOf(argument), argument instanceof vscode.Uri)),
  );
  commands.withCore('compline.submitToFarm', (argument) =>
    forms.show(sceneOf(fileOf(argument), argument instanceof vscode.Uri), { onFarm: true }),
  );
  commands.withCore('compline.publish', (argument, saver) => publishing.run('publish', argument, saver));
  commands.withCore('compline.publishOnFarm', (argument) =>
    publishing.publishOnFarm(argument, (project, last) =>
      chooseFarm({ core, known: farms, configure: configureFarm }, project, last),
    ),
  );
  commands.withCore('compline.preview', (argument) => publishing.run('preview', argument));
  commands.withCore('compline.previewTool', (argument) => publishing.previewTool(argument));
  commands.withCore('compline.previewPublishPlan', (argument) => plans.show(argument));
  commands.withCore('compline.cancelPublish', async (element) => {
    const id = publishOfRow(elementOf(element)?.row.id ?? '');
    if (id !== undefined) await core.request('publish/cancel', { publish: id });
  });
  registerSystemCommands(commands, { core, system });
  commands.withCore('compline.showPublishReport', (argument) => reports.show(argument));
  registerSceneCommands({ core, server, publish }, commands);
  registerQueueCommands(commands, { core, queue, jobOf, ends });
  commands.withCore('compline.showJobLog', (argument) => jobLog.show(jobOf(argument)));
  commands.withCore('compline.openJobPage', (argument) => pages.open(jobOf(argument)));
  commands.withCore('compline.showJobErrors', (argument) => jobLog.showErrors(jobOf(argument)));
  commands.withCore('compline.searchJobLog', (argument) => jobLog.search(jobOf(argument)));
  commands.withCore('compline.showVersion', (argument) => showVersion(publish, argument));
  commands.withCore('compline.revealVersion', async (element) => {
    const id = elementOf(element)?.row.id;
    if (id?.startsWith('version:')) await revealFolder(id.slice('version:'.length));
  });
  commands.withCore('compline.refresh', () => {
    for (const view of views) view.live.refresh();
  });
  const submitted = forms.onDidSubmit((job) => {
    ends.follow(job);
    queue.reveal(job).catch((error: unknown) => errors.show(error));
  });
  return vscode.Disposable.from(jobLog, ends, plans, reports, submitted);
}

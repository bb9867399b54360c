import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { outputFiles } from '../../project/sequence.ts';
import { SIDECAR_NAME } from '../../project/sidecar.ts';
import type { PlannedWrite, PublishPlan } from '../../protocol/publishes.ts';
import type { MachineShare } from '../system/machine-share.ts';
import type { PublishFarm } from './begin-publish.ts';
import type { Collected } from './collect.ts';
import { nameOfReplacement, targetOf } from './commit.ts';
import { checkDelivery, compOf } from './deliver.ts';
import { deliveredName, deliveredNow, deliveredPlace, deliveryManifest, keptFolder } from './delivery-places.ts';
import { MANIFEST_NAME } from './manifest.ts';
import { newPublish } from './new-publish.ts';
import { programThere } from './program-there.ts';
import { type PublishRecord, stagingPlaces } from './publish-record.ts';
import { isOfPublish } from './refuse-publish.ts';
import { renderJob } from './render-job.ts';
import { nextVersion, othersAtWork } from './reserve-version.ts';
import { estimatedOutput } from './room-needed.ts';
import { beginRecord } from './stage.ts';

/** What stands in paths for the id that a publish gets when it begins. */
const ID = '<publish>';

/** What a plan is made with. */
export interface PlanParts {
  readonly owner: string;
  readonly share: MachineShare;
  /** Where it would be rendered. */
  readonly farmOf: PublishFarm;
  /** The file that the project's audit trail goes on in. */
  readonly auditFile: string;
  /** The names of the webhooks that are told of a publish. */
  webhooksOf(config: Config): readonly string[];
}

/** Says what a publish of what was collected would do. Nothing is changed. Errors: those of a start before it begins. */
export async function planPublish(collected: Collected, parts: PlanParts): Promise<PublishPlan> {
  const { root, frames, renderer, saver, options, findings } = collected;
  const farm = parts.farmOf(collected);
  const program = await programThere(renderer, root, farm);
  const files = outputFiles(collected.outputName, collected.numbering);
  const isPublish = options.kind === 'publish';
  const begun = await beginRecord(collected, newPublish(collected, ID, parts.owner));
  const { container, delivery } = begun.work;
  if (delivery !== undefined) await checkDelivery(delivery, compOf(begun));
  const version = isPublish ? await nextVersion(container) : undefined;
  const record: PublishRecord = { ...begun, publish: { ...begun.publish, ...(version !== undefined && { version }) } };
  const { outputs, temporaryComp } = stagingPlaces(record.work);
  const job = renderJob(collected, { program, comp: temporaryComp, outputs, owner: parts.owner, farm }, parts.share);
  const told = await farm.check(job);
  const [task, ...more] = job.layers.flatMap(({ tasks }) => tasks);
  const writes = plannedWrites(record, collected, parts.auditFile);
  const estimate = await estimatedOutput(collected, container);
  const names = [files.nameOf(frames.first), files.nameOf(frames.last)];
  return {
    kind: options.kind,
    project: root,
    comp: collected.path,
    saver: saver.name,
    renderer: renderer.name,
    frames,
    ...(version !== undefined && { version }),
    target: targetOf(record),
    ...(delivery !== undefined && { delivered: deliveredPlace(delivery, files) }),
    files: [...new Set(names)],
    farm: farm.name,
    warnings: [
      ...told,
      ...findings
        .filter(({ severity }) => severity === 'warning')
        .map((it) => (isOfPublish(it) ? it.message : `Line ${it.line + 1}: ${it.message}`)),
    ],
    refusals: [],
    findings: findings.map((finding) => ({ ...finding })),
    state: options.state,
    writes,
    folders: await missingFolders(root, writes),
    replaces: await replaced(record, collected),
    staging: [...new Set([record.work.staging, delivery?.staging ?? record.work.staging])],
    others: isPublish ? [...(await othersAtWork(container))] : [],
    webhooks: [...parts.webhooksOf(collected.config)],
    ...(estimate !== undefined && { estimatedBytes: estimate }),
    ...(task !== undefined && {
      command: {
        program: task.command.program,
        args: [...task.command.args],
        workingFolder: task.command.cwd,
        frames: task.frames,
        calls: more.length + 1,
      },
    }),
  };
}

function plannedWrites(record: PublishRecord, collected: Collected, auditFile: string): PlannedWrite[] {
  const { publish, work } = record;
  const files = outputFiles(collected.outputName, collected.numbering);
  const { frames, bytes } = collected;
  const target = targetOf(record);
  const isSingle = publish.kind === 'preview' && files.isMovie;
  const { delivery } = work;
  const place = delivery ?? { folder: isSingle ? path.dirname(target) : target, name: '' };
  const named = (file: string) =>
    path.join(place.folder, delivery === undefined ? file : deliveredName(delivery, files, file));
  const media: PlannedWrite = files.isMovie
    ? { what: 'movie', file: named(files.printf), count: 1 }
    : {
        what: 'frames',
        file: named(files.nameOf(frames.first)),
        last: named(files.nameOf(frames.last)),
        count: frames.last - frames.first + 1,
      };
  const writes: PlannedWrite[] = [media];
  if (delivery !== undefined) {
    writes.push({ what: 'delivery manifest', file: path.join(delivery.folder, deliveryManifest(delivery)), count: 1 });
  }
  if (!isSingle) writes.push({ what: 'manifest', file: path.join(target, MANIFEST_NAME), count: 1 });
  if (publish.kind === 'publish') {
    writes.push(
      { what: 'comp', file: path.join(target, work.comp), count: 1, bytes: bytes.length },
      { what: 'sidecar of the version', file: path.join(target, SIDECAR_NAME), count: 1 },
      { what: 'sidecar of the step', file: path.join(work.stepFolder, SIDECAR_NAME), count: 1 },
    );
  }
  if (work.backup !== undefined) {
    writes.push({ what: 'copy of the comp', file: path.join(target, work.backup), count: 1, bytes: bytes.length });
  }
  writes.push({ what: 'audit trail', file: auditFile, count: 1 });
  return writes;
}

/** What is there now and would be replaced: kept until the next delivery for an export, gone for a preview. */
async function replaced(record: PublishRecord, collected: Collected): Promise<PublishPlan['replaces']> {
  const { delivery } = record.work;
  const files = outputFiles(collected.outputName, collected.numbering);
  if (delivery !== undefined) {
    const now = await deliveredNow(delivery, [deliveredName(delivery, files, files.nameOf(0))]);
    const kept = path.join(keptFolder(delivery), record.publish.id);
    return now.map((name) => ({ file: path.join(delivery.folder, name), kept: path.join(kept, name) }));
  }
  const target = nameOfReplacement(record);
  return target !== undefined && (await isThere(target)) ? [{ file: target }] : [];
}

/** The folders that are not there yet, outermost first. */
async function missingFolders(root: string, writes: readonly PlannedWrite[]): Promise<string[]> {
  const missing = new Set<string>();
  for (const { file } of writes) {
    for (let folder = path.dirname(file); folder.length > root.length; folder = path.dirname(folder)) {
      if (!(await isThere(folder))) missing.add(folder);
    }
  }
  return [...missing].sort();
}

async function isThere(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}

import path from 'node:path';
import * as z from 'zod';
import { type OutputFiles, outputFiles } from '../../project/sequence.ts';
import { publishSchema } from '../../protocol/publishes.ts';
import { usedMediaSchema } from '../../protocol/used-media.ts';
import type { FileOperations } from '../files/file-operations.ts';
import { expectedPictureSchema } from './expected-picture.ts';

/** What a publish needs to be finished or undone by another process than the one that began it. */
const workSchema = z.object({
  /** Name of the step and its folder. */
  step: z.string(),
  stepFolder: z.string(),
  /** `_published` or `_preview` of the step. */
  container: z.string(),
  /** Private folder of the publish: on the container's device, under a name that no scan sees. */
  staging: z.string(),
  /** The comp's name, and the SHA-256 of its bytes. */
  comp: z.string(),
  compSha256: z.string(),
  /** The name of the copy of the comp that is kept beside it, where the render spec wants one. */
  backup: z.string().optional(),
  renderer: z.string(),
  /** The name that the Saver gives its files, and what is added to a frame to give its number. */
  output: z.object({ name: z.string(), offset: z.int() }),
  /** The container was made by this publish, and goes with it where it stays empty. */
  madeContainer: z.boolean(),
  /** Where an export is delivered to: the project's export folder, and the name without number and extension. */
  delivery: z
    .object({
      folder: z.string(),
      name: z.string(),
      /** What the frames are rendered into, on the device of the export folder. */
      staging: z.string(),
      /** The export folder was made by this publish, and goes with it where it stays empty. */
      madeFolder: z.boolean(),
    })
    .optional(),
  /** False until the sidecar and the audit trail tell of a committed version. */
  recorded: z.boolean(),
  /** What is staged stays although the publish has failed: once frames of its job are rendered it can go on. */
  keepsStaging: z.boolean().optional(),
  /** What the frames are to be, as project and render spec had it when the publish began. */
  picture: expectedPictureSchema.default({}),
  /** What it is made of; absent where a scene is rendered in place of the comp. */
  uses: z.array(usedMediaSchema).optional(),
});

/** The journal of one publish: as everybody sees it, and what is needed to go on. */
export const publishRecordSchema = z.object({ version: z.literal(1), publish: publishSchema, work: workSchema });
export type PublishRecord = z.output<typeof publishRecordSchema>;
export type PublishWork = PublishRecord['work'];

/** The phases in which a publish has ended. */
export function hasEnded({ publish }: PublishRecord): boolean {
  return ['completed', 'failed', 'cancelled'].includes(publish.phase);
}

/** The places of a publish in its staging folder. */
export function stagingPlaces({ staging, comp, delivery }: PublishWork) {
  return {
    /** What is rendered, and then committed. */
    outputs: path.join(delivery?.staging ?? staging, 'out'),
    /** The manifest that goes beside what an export delivers. */
    deliveryManifest: path.join(delivery?.staging ?? staging, 'manifest.json'),
    /** What becomes the folder of the version of an export: everything but the frames. */
    companions: path.join(staging, 'version'),
    /** The comp that is rendered; its time tells when the render began. */
    temporaryComp: path.join(staging, 'work', comp),
    /** The comp that is published, as it was when the publish began. */
    snapshot: path.join(staging, 'snapshot', comp),
    /** What a preview replaces, until the new one stands. */
    replaced: path.join(staging, 'replaced'),
  };
}

/** Removes all that a publish has staged. Errors: those of `fileError`. */
export async function removeStaging(files: FileOperations, { staging, delivery }: PublishWork): Promise<void> {
  if (delivery !== undefined && delivery.staging !== staging) await files.remove(delivery.staging);
  await files.remove(staging);
}

/** The files that a publish renders. */
export function outputsOf({ work }: PublishRecord): OutputFiles {
  return outputFiles(work.output.name, { offset: work.output.offset });
}

/** What an output is called without number and extension; a name that is nothing else is that of the step. */
export function nameOfOutput({ base }: OutputFiles, step: string): string {
  return base === '' ? step : base;
}

/** What Ramses calls the copy that it keeps of a published file. */
export function backupName(comp: string): string {
  const { name, ext } = path.parse(comp);
  return `${name}_+backup+${ext}`;
}

import type { FarmStatus } from '../../server/protocol/farms.ts';
import type { JobSummary } from '../../server/protocol/jobs.ts';
import type { FramesAnswer, RenderScene, SceneRenderer } from '../../server/protocol/render-scene.ts';
import type { Gpu } from '../../server/protocol/system.ts';
import type { FarmCheck } from './form-farm.ts';
import type { FormValues } from './form-values.ts';

/** What is known about what stands in the form. */
export interface FormFacts {
  /** Absent while it is not read, or cannot be. */
  readonly scene?: RenderScene;
  /** Why the scene cannot be rendered, in sentences. */
  readonly sceneProblem?: string;
  /** What the frames mean: those that are written, else those of the scene. */
  readonly frames?: FramesAnswer;
  /** The GPUs of the machine; absent while they are not known. */
  readonly gpus?: readonly Gpu[];
  /** The farms of the project, this machine first; absent while they are not known. */
  readonly farms?: readonly FarmStatus[];
  /** What is known of the farm that was asked last. */
  readonly farmCheck?: FarmCheck;
  /** Jobs of the project that have not ended. */
  readonly jobs: readonly JobSummary[];
}

/** The renderer that is chosen. */
export function chosenRenderer({ scene }: FormFacts, values: Pick<FormValues, 'renderer'>): SceneRenderer | undefined {
  return scene?.renderers.find(({ name }) => name === values.renderer);
}

/** The layers of the scene that are ticked. */
export function tickedLayers({ scene }: FormFacts, { layers }: Pick<FormValues, 'layers'>) {
  return (scene?.layers ?? []).filter(({ name }) => layers.includes(name));
}

/** Frames that one call renders: as it is written, else as the project says. */
export function chunkSizeOf(facts: FormFacts, values: FormValues): number {
  if (chosenRenderer(facts, values)?.calls === 'single') return 1;
  const written = Number(values.chunkSize);
  return Number.isInteger(written) && written > 0 ? written : (facts.scene?.chunkSize ?? 1);
}

/** A file as people know it: from the project's root where it is in there. */
export function inProject({ scene }: FormFacts, file: string): string {
  const root = scene?.project.root;
  return root !== undefined && /^[\\/]/.test(file.slice(root.length)) && file.startsWith(root)
    ? file.slice(root.length + 1)
    : file;
}

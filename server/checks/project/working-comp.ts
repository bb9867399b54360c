import type { Config } from '../../formats/config/schema.ts';
import type { RenderSpec } from '../../formats/render-spec/parse-render-spec.ts';
import type { StepFolder } from '../../project/layout.ts';
import { parseName } from '../../project/names/parse-name.ts';
import type { CompInPlace } from '../project-check.ts';

/** What a project says about a composition that is worked on. */
export interface WorkingComp {
  readonly config: Config;
  readonly step: StepFolder;
  /** Whether the step is one of a shot. */
  readonly isShot: boolean;
  readonly renderSpec: RenderSpec | undefined;
  /** The Savers of final renders and of previews by their names. */
  readonly finalSaver: string;
  readonly previewSaver: string;
}

/** The names that Ramses gives these Savers. */
const FINAL = '_FINAL';
const PREVIEW = '_PREVIEW';

/**
 * What the project says about a composition in the folder of a step; absent for any other comp, also for one in
 * `_published` and the like, which is history that nobody mends.
 */
export function workingComp({ facts, place }: CompInPlace): WorkingComp | undefined {
  const { config, step, renderSpec } = place.project ?? {};
  if (facts.kind !== 'composition' || config === undefined) return undefined;
  if (step === undefined || step.reserved !== undefined) return undefined;
  return {
    config,
    step: step.step,
    isShot: parseName(step.step.name)?.type === 'shot',
    renderSpec,
    finalSaver: config.steps[step.step.step]?.saver ?? FINAL,
    previewSaver: PREVIEW,
  };
}

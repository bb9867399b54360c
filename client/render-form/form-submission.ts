import type { FarmChoice } from '../../server/protocol/farms.ts';
import type { SubmissionInput } from '../../server/protocol/queue.ts';
import { memoryBytes } from './form-problems.ts';
import { type FormValues, listed, wantedLayers } from './form-values.ts';

const numberOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** What of a farm; this machine has nothing to choose from. */
function choiceOf({ pool, group, limits }: FormValues): FarmChoice {
  const names = listed(limits);
  return {
    ...(pool.trim() !== '' && { pool: pool.trim() }),
    ...(group.trim() !== '' && { group: group.trim() }),
    ...(names.length > 0 && { limits: names }),
  };
}

/** What is submitted for a form in which nothing is wrong. What is left empty is the project's and the scene's to say;
 * `isOnFarm`: another machine renders. */
export function submissionOf(values: FormValues, isOnFarm: boolean): SubmissionInput {
  const { scene, frames, renderer, output, after, byFrame, paused, comment } = values;
  const [threads, memory, gpus] = [numberOf(values.threads), memoryBytes(values.memory), numberOf(values.gpus)];
  const [chunkSize, priority] = [numberOf(values.chunkSize), numberOf(values.priority)];
  const [retries, timeout] = [numberOf(values.retries), numberOf(values.timeout)];
  return {
    scene: scene.trim(),
    layers: wantedLayers(values).map((name) => ({ name })),
    ...(frames.trim() !== '' && { frames: frames.trim() }),
    ...(renderer !== '' && { renderer }),
    ...(output.trim() !== '' && { output: output.trim() }),
    ...(values.farm !== '' && { farm: values.farm }),
    ...(isOnFarm && choiceOf(values)),
    ...(chunkSize !== undefined && { chunkSize }),
    ...(priority !== undefined && { priority }),
    needs: {
      ...(threads !== undefined && { threads }),
      ...(memory !== undefined && { memory }),
      ...(gpus !== undefined && { gpus }),
    },
    ...(retries !== undefined && { retries }),
    ...(timeout !== undefined && { timeout }),
    paused,
    dependsOn: after === '' ? [] : [{ job: after, byFrame }],
    tags: listed(values.tags),
    comment,
  };
}

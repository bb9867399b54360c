import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BatchRender, parseBatchRender } from '../../formats/batch-render/parse-batch-render.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { SubmissionInput } from '../../protocol/queue.ts';

/** A render of a batch file, ready to be submitted once the ids of those that it waits for are known. */
export interface BatchSubmission {
  readonly name?: string;
  readonly dependsOn: readonly string[];
  readonly submission: SubmissionInput;
}

/** True for the name of a file that describes renders. */
export const isBatchFile = (file: string): boolean => /\.batchrender\.json$/i.test(file);

/** The renders of a batch file; paths in it count from its folder. Errors: `not-found`, `invalid-parameters`. */
export async function batchSubmissions(file: string): Promise<BatchSubmission[]> {
  const { renders, errors } = parseBatchRender(await read(file));
  const [first] = errors;
  if (first !== undefined) {
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `${errors.length === 1 ? '' : `${errors.length} faults; the first: `}${first}`,
      nextStep: 'Correct the file.',
      path: file,
      details: { errors },
    });
  }
  return renders.map((render) => submissionOf(render, path.dirname(path.resolve(file))));
}

function submissionOf(render: BatchRender, folder: string): BatchSubmission {
  const { name, frames, renderer, output, threads, gpus, priority, comment, dependsOn } = render;
  return {
    dependsOn,
    ...(name !== undefined && { name }),
    submission: {
      scene: path.resolve(folder, render.scene),
      layers: render.layers.map((layer) => ({ name: layer })),
      tags: [...render.tags],
      needs: { ...(threads !== undefined && { threads }), ...(gpus !== undefined && { gpus }) },
      ...(name !== undefined && { name }),
      ...(frames !== undefined && { frames }),
      ...(renderer !== undefined && { renderer }),
      ...(output !== undefined && { output: path.resolve(folder, output) }),
      ...(priority !== undefined && { priority }),
      ...(comment !== undefined && { comment }),
    },
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ComplineError(
      { code: 'not-found', message: `${file} cannot be read.`, nextStep: 'Check its path.', path: file },
      { cause: error },
    );
  }
}

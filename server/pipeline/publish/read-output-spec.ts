import path from 'node:path';
import { type OutputSpec, parseRenderSpec } from '../../formats/render-spec/parse-render-spec.ts';
import { readRegularFile, whyUnreadable } from '../../project/read-regular-file.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { PublishKind } from '../../protocol/publishes.ts';

/** What a render spec wants of a publish. */
export interface OutputWish {
  /** Undefined where there is no spec or it says nothing of the output. */
  readonly output: OutputSpec | undefined;
  /** A copy of the published comp is kept beside it. */
  readonly keepsBackup: boolean;
}

/** What the render spec of a step says about an output. Error: `render-spec-invalid`. */
export async function readOutputSpec(
  root: string,
  renderSpec: string | undefined,
  kind: PublishKind,
): Promise<OutputWish> {
  if (renderSpec === undefined) return { output: undefined, keepsBackup: false };
  const file = path.resolve(root, renderSpec);
  const { spec, problems } = parseRenderSpec(await read(file));
  if (spec === undefined) {
    const [first] = problems;
    throw new ComplineError({
      code: 'render-spec-invalid',
      message: `The render spec has errors. Line ${(first?.line ?? 0) + 1}: ${first?.message ?? 'unknown'}`,
      nextStep: `Correct ${renderSpec}.`,
      path: file,
      details: { problems },
    });
  }
  const output = kind === 'publish' ? spec.final : spec.preview;
  return { output, keepsBackup: spec.keepsBackup === true };
}

async function read(file: string): Promise<string> {
  try {
    return (await readRegularFile(file)).toString('utf8');
  } catch (error) {
    throw new ComplineError(
      {
        code: 'render-spec-invalid',
        message: `The render spec cannot be read: ${whyUnreadable(error)}.`,
        nextStep: "Correct the step's renderSpec in compline.yaml, or make the file readable.",
        path: file,
      },
      { cause: error },
    );
  }
}

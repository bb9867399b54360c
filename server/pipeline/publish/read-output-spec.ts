import path from 'node:path';
import { type OutputSpec, parseRenderSpec } from '../../formats/render-spec/parse-render-spec.ts';
import { readRegularFile, whyUnreadable } from '../../project/read-regular-file.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { PublishKind } from '../../protocol/publishes.ts';

/**
 * What the render spec of a step says about an output; undefined where there is no spec or it says nothing. Errors:
 * `render-spec-invalid`, and `not-supported` for what is not done yet.
 */
export async function readOutputSpec(
  root: string,
  renderSpec: string | undefined,
  kind: PublishKind,
): Promise<OutputSpec | undefined> {
  if (renderSpec === undefined) return undefined;
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
  if (output?.source_numbering === true) {
    const message = 'The render spec numbers the frames as the plate is numbered (source_numbering: true).';
    const nextStep = "Take source_numbering out, and set the Saver's sequence start instead.";
    throw new ComplineError({ code: 'not-supported', message, nextStep, path: file });
  }
  return output;
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

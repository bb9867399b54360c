import * as z from 'zod';
import type { OutputFiles, Span } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { type FrameProblem, frameProblemSchema } from '../../protocol/frame-problems.ts';
import type { ExpectedPicture } from './expected-picture.ts';
import type { ExpectedFile } from './folder-problems.ts';
import { FrameVerifier, type FrameVerifierOptions, type VerifyReport } from './frame-verifier.ts';

const problemsSchema = z.object({ problems: z.array(frameProblemSchema) });

/** So many problems are told in the message; all of them are in the details. */
const MOST_TOLD = 3;

/** The files that a render of some frames is to write. */
export function expectedFiles(files: OutputFiles, frames: Span): readonly ExpectedFile[] {
  const names = files.namesOf(frames);
  return names.map((name, at) => (files.isMovie ? { name } : { name, frame: frames.first + at }));
}

/** What a render of some frames was asked for: a movie has to hold all of them. */
export function withFrames(picture: ExpectedPicture, files: OutputFiles, { first, last }: Span): ExpectedPicture {
  return files.isMovie ? { ...picture, frames: last - first + 1 } : picture;
}

/** A verifier of what a publish renders into a folder. */
export function outputVerifier(
  options: Omit<FrameVerifierOptions, 'expected' | 'flush'>,
  files: OutputFiles,
  frames: Span,
): FrameVerifier {
  const picture = withFrames(options.picture ?? {}, files, frames);
  return new FrameVerifier({ ...options, picture, expected: expectedFiles(files, frames), flush: true });
}

/**
 * What a verifier has found, once all is rendered: exactly the expected files, each sound, alike and as it was asked
 * for. Error: `verification-failed` with all problems in `details.problems`.
 */
export async function verifyOutputs(folder: string, verifier: FrameVerifier): Promise<VerifyReport> {
  const report = await verifier.complete();
  const errors = report.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw verificationError(folder, errors, report.problems);
  return report;
}

/** What a publish says before it is verified, and where it was cancelled. */
export const NO_PROBLEMS = { problems: undefined, moreProblems: undefined, progress: undefined } as const;

/** All problems that an error of verifying holds; none for any other error. */
export function problemsOf({ code, details }: ComplineError): readonly FrameProblem[] {
  return code === 'verification-failed' ? (problemsSchema.safeParse(details).data?.problems ?? []) : [];
}

function verificationError(
  folder: string,
  errors: readonly FrameProblem[],
  problems: readonly FrameProblem[],
): ComplineError {
  const told = errors.slice(0, MOST_TOLD).map(({ file, message }) => `${file}: ${message}`);
  const more = errors.length > MOST_TOLD ? ` And ${errors.length - MOST_TOLD} more.` : '';
  return new ComplineError({
    code: 'verification-failed',
    message: `The renderer did not write what it should have. ${told.join(' ')}${more}`,
    nextStep: nextStepOf(errors),
    path: folder,
    details: { problems },
  });
}

/** What was wished for may be wrong as well as what was rendered. */
function nextStepOf(errors: readonly FrameProblem[]): string {
  const isOnly = (kind: FrameProblem['kind']) => errors.every((it) => it.kind === kind);
  if (isOnly('size')) return 'Render in the size that the comp says, or set comp-size to off in compline.yaml.';
  if (isOnly('rate')) return 'Render at the rate that the comp says, or set comp-frame-rate to off in compline.yaml.';
  return 'Look at the log of the render job, then publish again.';
}

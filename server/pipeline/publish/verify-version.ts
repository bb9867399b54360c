import { createHash } from 'node:crypto';
import path from 'node:path';
import { PUBLISHED_FOLDER } from '../../project/names/step-folder.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import { isMovieName, sequenceNumber } from '../../project/sequence.ts';
import { SIDECAR_NAME } from '../../project/sidecar.ts';
import type { FrameProblem } from '../../protocol/frame-problems.ts';
import type { ExpectedPicture } from './expected-picture.ts';
import type { ExpectedFile } from './folder-problems.ts';
import { FrameVerifier, type FrameVerifierOptions, type VerifyReport } from './frame-verifier.ts';
import type { InspectedFile } from './inspect-file.ts';
import { MANIFEST_NAME, type Manifest } from './manifest.ts';
import { backupName } from './publish-record.ts';

/** What verifying a version may be told besides. */
export type VerifyVersionOptions = Pick<FrameVerifierOptions, 'signal' | 'onProgress' | 'probe'> & {
  readonly picture?: ExpectedPicture;
};

/**
 * Verifies a published version, or a preview, against its manifest: the same files with the same bytes, and no others.
 * Every file is read. Errors: those of `FrameVerifier.complete`.
 */
export async function verifyVersion(
  folder: string,
  manifest: Manifest,
  options: VerifyVersionOptions = {},
): Promise<VerifyReport> {
  const comp = path.posix.basename(manifest.comp);
  const expected = manifest.files.map(({ name }): ExpectedFile => {
    const frame = isMovieName(name) ? undefined : sequenceNumber(name)?.number;
    return frame === undefined ? { name } : { name, frame };
  });
  const beside = new Set([MANIFEST_NAME, SIDECAR_NAME, comp, backupName(comp)]);
  const { files, problems } = await new FrameVerifier({ ...options, folder, expected, beside }).complete();
  const ofComp = await compProblems(folder, comp, manifest.compSha256);
  return { files, problems: [...damageIn(folder, files, manifest), ...problems, ...ofComp] };
}

/** Sound files in a folder that have other bytes than the manifest says. */
export function damageIn(
  folder: string,
  files: readonly InspectedFile[],
  manifest: Pick<Manifest, 'files'>,
): readonly FrameProblem[] {
  const known = new Map(manifest.files.map((file) => [file.name, file]));
  return files.flatMap((file) => damageOf(folder, file, known.get(file.name)));
}

function damageOf(
  folder: string,
  { name, bytes, sha256 }: InspectedFile,
  said: Pick<InspectedFile, 'bytes' | 'sha256'> | undefined,
): readonly FrameProblem[] {
  if (said === undefined || (said.sha256 === sha256 && said.bytes === bytes)) return [];
  const message =
    said.bytes === bytes
      ? 'Its bytes are not those that were published: it was changed, or its disk has damaged it.'
      : `It has ${bytes} bytes; ${said.bytes} were published.`;
  return [problem(folder, name, 'damaged', message, sequenceNumber(name)?.number)];
}

/** The comp that lies beside the frames of a version; a preview has none. */
export async function compProblems(folder: string, comp: string, sha256: string): Promise<readonly FrameProblem[]> {
  let bytes: Buffer;
  try {
    bytes = await readRegularFile(path.join(folder, comp));
  } catch {
    const isVersion = path.basename(path.dirname(path.resolve(folder))) === PUBLISHED_FOLDER;
    return isVersion ? [problem(folder, comp, 'missing', 'The comp that was published is missing.')] : [];
  }
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return [];
  return [problem(folder, comp, 'damaged', 'It is not the comp that was published.')];
}

function problem(
  folder: string,
  file: string,
  kind: FrameProblem['kind'],
  message: string,
  frame?: number,
): FrameProblem {
  const place = path.join(folder, file);
  return { kind, severity: 'error', file, path: place, ...(frame !== undefined && { frame }), message };
}

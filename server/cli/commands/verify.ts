import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { InvalidArgumentError } from 'commander';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { parseFrames } from '../../formats/frames/parse-frames.ts';
import type { ExpectedPicture } from '../../pipeline/publish/expected-picture.ts';
import { FrameVerifier, type VerifyProgress } from '../../pipeline/publish/frame-verifier.ts';
import { MANIFEST_NAME } from '../../pipeline/publish/manifest.ts';
import { Ffprobe } from '../../pipeline/publish/probe-movie.ts';
import { readManifest } from '../../pipeline/publish/read-manifest.ts';
import { deliveriesAt, verifyDeliveredVersion, verifyDelivery } from '../../pipeline/publish/verify-delivery.ts';
import { verifyVersion } from '../../pipeline/publish/verify-version.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { AddCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson, type Terminal } from '../terminal.ts';
import { findSequences } from '../verify/find-sequences.ts';
import { resultOf, type VerifiedSequence, verifyText } from '../verify/report.ts';

interface VerifyOptions {
  readonly frames?: FrameList;
  readonly size?: { readonly width: number; readonly height: number };
  readonly manifest?: boolean;
  readonly decode?: boolean;
  readonly json?: boolean;
}

/** `compline verify`: whether rendered frames and movies are all there and sound, and versions still what was published. */
export const addVerify: AddCommand = (program, { terminal }, run) => {
  program
    .command('verify')
    .description(
      'Verify that frames and movies are complete and sound, and published versions what they were. Exit code 1 where there are errors.',
    )
    .argument('<path...>', 'folders, sequences such as plate.####.exr or plate.%04d.exr, files')
    .option(
      '--frames <frames>',
      'the frames that are to be there, 1001-1100; else all from the first to the last',
      framesOf,
    )
    .option('--size <size>', 'the size that pictures are to have, 1920x1080', sizeOf)
    .option('--manifest', `hold folders against their ${MANIFEST_NAME}, which is done anyway where there is one`)
    .option('--decode', 'have ffmpeg decode every frame of movies')
    .option('--json', 'print JSON')
    .action((targets: readonly string[], options: VerifyOptions) =>
      run(options.json === true, async () => {
        const verified: VerifiedSequence[] = [];
        for (const target of targets) verified.push(...(await verify(target, options, terminal)));
        const result = resultOf(verified);
        if (options.json === true) printJson(terminal, result);
        else terminal.out(verifyText(result));
        return result.summary.errors > 0 ? exitCodes.failure : exitCodes.success;
      }),
    );
};

async function verify(
  target: string,
  { frames, size, manifest: byManifest = false, decode = false }: VerifyOptions,
  terminal: Terminal,
): Promise<readonly VerifiedSequence[]> {
  const picture: ExpectedPicture = size === undefined ? {} : { size };
  const probe = new Ffprobe({ decodes: decode });
  const file = path.join(target, MANIFEST_NAME);
  const hasManifest = await stat(file).then(
    () => true,
    () => false,
  );
  const isManifested = byManifest && (await deliveriesAt(target)).length === 0;
  if (isManifested || (hasManifest && frames === undefined)) {
    const manifest = await readManifest(target);
    if (manifest === undefined) throw noManifest(target, file, hasManifest);
    const { delivered } = manifest;
    const report = await watched(terminal, (onProgress) =>
      typeof delivered === 'string'
        ? verifyDeliveredVersion(target, manifest, delivered, { picture, probe, onProgress })
        : verifyVersion(target, manifest, { picture, probe, onProgress }),
    );
    return [{ folder: target, name: target, expected: manifest.files.length, byManifest: true, ...report }];
  }
  const verified: VerifiedSequence[] = [];
  const deliveries = frames === undefined ? await deliveriesAt(target) : [];
  for (const delivery of deliveries) {
    const report = await watched(terminal, (onProgress) => verifyDelivery(delivery, { picture, probe, onProgress }));
    const { folder, name, manifest } = delivery;
    verified.push({ folder, name, expected: manifest.files.length, byManifest: true, ...report });
  }
  if (deliveries.length > 0) return verified;
  for (const { folder, name, expected, beside } of await findSequences(target, frames)) {
    const report = await watched(terminal, (onProgress) =>
      new FrameVerifier({ folder, expected, beside, picture, probe, onProgress }).complete(),
    );
    verified.push({ folder, name, expected: expected.length, byManifest: false, ...report });
  }
  return verified;
}

/** Shows how far a work is, where somebody looks at a terminal. */
async function watched<Result>(
  terminal: Terminal,
  work: (onProgress: (progress: VerifyProgress) => void) => Promise<Result>,
): Promise<Result> {
  let bar: SingleBar | undefined;
  try {
    return await work(({ done, total }) => {
      if (!terminal.isInteractive) return;
      if (bar === undefined) {
        const format = '{bar} {value}/{total} files, {eta} s left';
        bar = new SingleBar({ format, stream: process.stderr, clearOnComplete: true }, Presets.shades_classic);
        bar.start(total, 0);
      }
      bar.update(done);
    });
  } finally {
    bar?.stop();
  }
}

function noManifest(folder: string, file: string, isThere: boolean): ComplineError {
  return isThere
    ? new ComplineError({
        code: 'verification-failed',
        message: `The ${MANIFEST_NAME} cannot be read, or is none of Compline's.`,
        nextStep: 'Verify the frames without it by --frames; take it from a backup, or publish again.',
        path: file,
      })
    : new ComplineError({
        code: 'not-found',
        message: `There is no ${MANIFEST_NAME} in ${folder}.`,
        nextStep: 'Name the folder of a published version, or leave --manifest out.',
        path: file,
      });
}

function framesOf(text: string): FrameList {
  const parsed = parseFrames(text);
  if (parsed.frames !== undefined && parsed.errors.length === 0) return parsed.frames;
  throw new InvalidArgumentError(parsed.errors[0]?.message ?? 'Write frames such as 1001-1100 or 1,5,10-20.');
}

function sizeOf(text: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^(\d{1,6})[x×](\d{1,6})$/i.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError('Write width and height in pixels, such as 1920x1080.');
}

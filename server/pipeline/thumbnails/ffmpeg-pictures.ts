import { execFile } from 'node:child_process';
import path from 'node:path';
import { findProgram } from '../publish/find-program.ts';
import type { PictureKind } from './picture-kind.ts';

/** Makes small pictures. */
export interface PictureMaker {
  /** Writes a PNG of `source` to `target`. Resolves to false where it cannot be made. Never rejects. */
  make(source: string, kind: PictureKind, target: string): Promise<boolean>;
}

/** Pixels of the longer side. */
const LARGEST = 320;
/** Milliseconds that a picture may take. */
const PATIENCE = 10_000;
/** Pixels of the largest picture that is read: a damaged file can claim any size. */
const MOST_PIXELS = 2 ** 28;

const SCALE = [
  `scale=w='min(${LARGEST},iw)':h='min(${LARGEST},ih)':force_original_aspect_ratio=decrease`,
  'format=rgb24',
].join(',');

/** Makes pictures by ffmpeg, where that is on PATH. */
export class FfmpegPictures implements PictureMaker {
  readonly #folder: string;

  /** `folder`: where it runs. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async make(source: string, kind: PictureKind, target: string): Promise<boolean> {
    try {
      const renderer = { programs: ['ffmpeg'], environment: {} };
      const program = await findProgram(renderer, this.#folder);
      return await this.#run(program, [...inputOf(source, kind), ...outputTo(target)]);
    } catch {
      return false; // There is no ffmpeg.
    }
  }

  #run(program: string, args: readonly string[]): Promise<boolean> {
    return new Promise((resolve) => {
      const options = { cwd: this.#folder, timeout: PATIENCE, killSignal: 'SIGKILL', windowsHide: true } as const;
      const child = execFile(program, [...args], options, (error) => resolve(error === null));
      child.stdin?.end();
    });
  }
}

/** The name is taken as it is: without a pattern in it, and as that of a file alone, whatever the file itself refers to. */
function inputOf(source: string, kind: PictureKind): readonly string[] {
  const safely = ['-nostdin', '-hide_banner', '-v', 'error', '-protocol_whitelist', 'file', '-threads', '1'];
  const bounded = ['-max_pixels', String(MOST_PIXELS)];
  // The last frame that is in the last second.
  if (kind === 'movie') return [...safely, ...bounded, '-sseof', '-1', '-i', `file:${source}`, '-an', '-sn', '-dn'];
  // What is linear would be too dark.
  const linear = path.extname(source).toLowerCase() === '.exr' ? ['-apply_trc', 'iec61966_2_1'] : [];
  const still = ['-f', 'image2', '-pattern_type', 'none'];
  return [...safely, ...bounded, ...linear, ...still, '-i', `file:${source}`, '-frames:v', '1'];
}

const outputTo = (target: string): readonly string[] => [
  ...['-vf', SCALE, '-map_metadata', '-1'],
  ...['-f', 'image2', '-c:v', 'png', '-update', '1', '-y', `file:${target}`],
];

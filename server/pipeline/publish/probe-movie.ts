import { execFile } from 'node:child_process';
import path from 'node:path';
import * as z from 'zod';
import { ComplineError } from '../../protocol/errors.ts';
import { findProgram } from './find-program.ts';

/** What a movie says of its picture. */
export interface MovieFacts {
  readonly codec: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  /** Frames that are really in the file. */
  readonly frames: number;
  /** Frames a second. */
  readonly rate: number;
  readonly pixelFormat?: string;
}

/** What looking into a movie found: its facts, that it is torn, or why nobody could look. */
export type MovieOutcome =
  | { readonly movie: MovieFacts }
  | { readonly torn: string }
  | { readonly notVerified: string };

/** Looks into movies. */
export interface MovieProbe {
  /** Error: that of the signal. */
  probe(file: string, signal?: AbortSignal): Promise<MovieOutcome>;
}

/** Looking into a movie reads it once: an hour of film may come over the network. */
const TIMEOUT = 600_000;

const MOST_OUTPUT = 16 * 1024 * 1024;

const answerSchema = z.looseObject({
  streams: z.array(
    z.looseObject({
      codec_name: z.string().optional(),
      width: z.int().default(0),
      height: z.int().default(0),
      pix_fmt: z.string().optional(),
      r_frame_rate: z.string().default('0/1'),
      avg_frame_rate: z.string().default('0/1'),
      nb_frames: z.string().optional(),
      nb_read_packets: z.string().default('0'),
    }),
  ),
});

/** Looks into movies with ffprobe and, where `decodes` is set, has ffmpeg decode every frame. Both are found on PATH. */
export class Ffprobe implements MovieProbe {
  readonly #root: string;
  readonly #searchPath: string | undefined;
  readonly #decodes: boolean;

  constructor({ root = path.parse(process.cwd()).root, searchPath, decodes = false }: FfprobeOptions = {}) {
    this.#root = root;
    this.#searchPath = searchPath;
    this.#decodes = decodes;
  }

  async probe(file: string, signal?: AbortSignal): Promise<MovieOutcome> {
    const program = await this.#find('ffprobe');
    if (program === undefined)
      return { notVerified: 'ffprobe, which looks into movies, is not on PATH: install ffmpeg.' };
    // `file:` keeps a name from being taken for the address of something else.
    const args = ['-v', 'error', '-of', 'json', '-select_streams', 'v:0', '-count_packets', '-show_streams'];
    const { code, out, err } = await run(program, [...args, '-i', `file:${file}`], signal);
    if (code === 'timeout') return { notVerified: `ffprobe did not end within ${TIMEOUT / 60_000} minutes.` };
    if (code !== 0) return { torn: `ffprobe cannot read it: ${reasonOf(err)}.` };
    const outcome = readAnswer(out, err);
    if (!('movie' in outcome) || !this.#decodes) return outcome;
    return (await this.#decode(file, signal)) ?? outcome;
  }

  async #decode(file: string, signal: AbortSignal | undefined): Promise<MovieOutcome | undefined> {
    const program = await this.#find('ffmpeg');
    if (program === undefined) return { notVerified: 'ffmpeg, which decodes movies, is not on PATH: install it.' };
    const args = ['-nostdin', '-v', 'error', '-xerror', '-i', `file:${file}`, '-map', '0:v:0', '-f', 'null', '-'];
    const { code, err } = await run(program, args, signal);
    if (code === 'timeout') return { notVerified: `ffmpeg did not decode it within ${TIMEOUT / 60_000} minutes.` };
    return code === 0 ? undefined : { torn: `ffmpeg cannot decode it: ${reasonOf(err)}.` };
  }

  async #find(name: string): Promise<string | undefined> {
    const environment = this.#searchPath === undefined ? {} : { PATH: this.#searchPath };
    return await findProgram({ programs: [name], environment }, this.#root).catch((error: unknown) => {
      if (ComplineError.is(error, 'renderer-missing')) return undefined;
      throw error;
    });
  }
}

/** Where programs are looked for, and how closely is looked. */
export interface FfprobeOptions {
  /** The project's root. */
  readonly root?: string;
  /** In place of this process's PATH. */
  readonly searchPath?: string;
  /** Decodes every frame. */
  readonly decodes?: boolean;
}

function readAnswer(out: string, err: string): MovieOutcome {
  let json: unknown;
  try {
    json = JSON.parse(out);
  } catch {
    return { notVerified: 'What ffprobe answers is no JSON.' };
  }
  const answer = answerSchema.safeParse(json);
  if (!answer.success) return { notVerified: 'What ffprobe answers is not understood.' };
  const [stream] = answer.data.streams;
  if (stream === undefined) return { torn: 'It has no picture.' };
  const [frames, promised] = [Number(stream.nb_read_packets), Number(stream.nb_frames ?? stream.nb_read_packets)];
  if (frames < promised) return { torn: `It breaks off: ${frames} of ${promised} frames are there.` };
  // The last frame can be cut short while its packet is counted.
  if (/partial file|truncat/i.test(err)) return { torn: `It breaks off: ${reasonOf(err)}.` };
  const rate = ratio(stream.r_frame_rate) || ratio(stream.avg_frame_rate);
  return {
    movie: {
      codec: stream.codec_name ?? 'unknown',
      width: stream.width,
      height: stream.height,
      frames,
      rate,
      ...(stream.pix_fmt !== undefined && { pixelFormat: stream.pix_fmt }),
    },
  };
}

function ratio(text: string): number {
  const [above = 0, below = 1] = text.split('/').map(Number);
  return below === 0 ? 0 : above / below;
}

/** The first thing that was said, which is the cause of the rest, without the address of what said it. */
function reasonOf(err: string): string {
  if (err.includes('moov atom not found')) return 'its index (moov) is missing, which is written when a render ends';
  const [line = ''] = err.trim().split('\n');
  const reason = line
    .replace(/^\[[^\]]*\]\s*/, '')
    .replace(/^file:/, '')
    .replace(/\.$/, '');
  return reason === '' ? 'no reason was given' : reason;
}

interface Ended {
  readonly code: number | 'timeout';
  readonly out: string;
  readonly err: string;
}

async function run(program: string, args: readonly string[], signal: AbortSignal | undefined): Promise<Ended> {
  return await new Promise<Ended>((resolve, reject) => {
    const options = {
      timeout: TIMEOUT,
      killSignal: 'SIGKILL',
      maxBuffer: MOST_OUTPUT,
      windowsHide: true,
      signal,
    } as const;
    execFile(program, args, options, (error, out, err) => {
      if (signal?.aborted === true) reject(signal.reason);
      else if (error?.killed === true) resolve({ code: 'timeout', out, err });
      else resolve({ code: error === null ? 0 : 1, out, err: err === '' && error !== null ? error.message : err });
    });
  });
}

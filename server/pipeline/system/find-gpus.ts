import { execFile } from 'node:child_process';
import { type FoundGpu, GPU_QUESTIONS, readGpus } from './read-gpus.ts';

/** The GPUs of a machine, or in a sentence why none is known. No GPU is as good an answer as any. */
export type GpuAnswer =
  | { readonly gpus: readonly FoundGpu[]; readonly reason?: undefined }
  | { readonly gpus: readonly []; readonly reason: string };

/** How GPUs are looked for. */
export interface GpuSearch {
  /** The program that is asked; looked for on PATH where it is a name. */
  readonly program?: string;
  /** Milliseconds after which nothing more is expected: a driver that is in trouble hangs. */
  readonly patience?: number;
  readonly environment?: NodeJS.ProcessEnv;
}

const PATIENCE = 10_000;
const MOST_OUTPUT = 1024 * 1024; // bytes

/** Asks NVIDIA's driver by `nvidia-smi`. Never throws. */
export function findGpus({
  program = 'nvidia-smi',
  patience = PATIENCE,
  environment,
}: GpuSearch = {}): Promise<GpuAnswer> {
  const args = [`--query-gpu=${GPU_QUESTIONS.join(',')}`, '--format=csv,noheader,nounits'];
  return new Promise((resolve) => {
    const options = {
      timeout: patience,
      killSignal: 'SIGKILL',
      maxBuffer: MOST_OUTPUT,
      windowsHide: true,
      ...(environment !== undefined && { env: environment }),
    } as const;
    execFile(program, args, options, (error, stdout, stderr) => {
      const gpus = readGpus(stdout);
      if (error === null) {
        resolve(gpus.length > 0 ? { gpus } : none(`${program} shows no GPU.`));
        return;
      }
      resolve(none(whyNot(program, error, `${stderr}\n${stdout}`, patience)));
    });
  });
}

const none = (reason: string): GpuAnswer => ({ gpus: [], reason });

function whyNot(
  program: string,
  error: { readonly code?: string | number | null; readonly killed?: boolean },
  output: string,
  patience: number,
): string {
  const { code } = error;
  if (code === 'ENOENT') return `${program} is not here: there is no NVIDIA driver.`;
  if (code === 'EACCES' || code === 'EPERM') return `${program} may not be run by this user.`;
  if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `${program} does not stop printing.`;
  if (error.killed === true) return `${program} has not answered in ${patience / 1_000} s: the driver may hang.`;
  const said = output
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .find((line) => line !== '');
  const words = said === undefined ? `It exited with code ${code ?? 'unknown'}.` : `It said: ${said.slice(0, 200)}`;
  return `${program} knows no GPU. ${words}`;
}

import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, freemem, hostname, loadavg, totalmem } from 'node:os';
import { ComplineError } from '../../protocol/errors.ts';
import type { Reservation, SystemInfo } from '../../protocol/system.ts';
import { findGpus, type GpuAnswer } from './find-gpus.ts';
import { readCores } from './read-cores.ts';
import { type RenderShare, shareOf } from './reservation.ts';
import type { Resources } from './resource-ledger.ts';
import type { SystemSettings } from './system-settings.ts';
import { gpusAllowed } from './visible-gpus.ts';

/** What the machine is asked through; the real ones where absent. */
export interface MachineParts {
  readonly settings: Pick<SystemSettings, 'reservation' | 'reserve'>;
  readonly findGpus?: () => Promise<GpuAnswer>;
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** Threads there are. */
  readonly threads?: number;
}

/** This machine: what it has, and what of it renders may use. GPUs are looked for once, and again where it is wished. */
export class Machine {
  readonly #settings: MachineParts['settings'];
  readonly #findGpus: () => Promise<GpuAnswer>;
  readonly #environment: Readonly<NodeJS.ProcessEnv>;
  readonly #threads: number;
  #gpus: Promise<GpuAnswer> | undefined;

  constructor(parts: MachineParts) {
    this.#settings = parts.settings;
    this.#findGpus = parts.findGpus ?? findGpus;
    this.#environment = parts.environment ?? process.env;
    this.#threads = parts.threads ?? availableParallelism();
  }

  /** Calls of renderers at the same time: one for every four threads that are not kept. */
  async calls(): Promise<number> {
    const { threads } = shareOf({ threads: this.#threads, gpus: [] }, await this.#settings.reservation());
    return Math.max(1, Math.floor(threads / 4));
  }

  /** What renders may use now. */
  async share(): Promise<RenderShare & { readonly hasGpus: boolean }> {
    const { gpus } = await this.#answer();
    return { ...this.#shareOf(gpus, await this.#settings.reservation()), hasGpus: gpus.length > 0 };
  }

  /** What there is for the calls of renderers now. */
  async resources(): Promise<Resources> {
    const { threads, gpus, hasGpus } = await this.share();
    return { threads, gpus, hasGpus, memory: totalmem() / 1e9 };
  }

  /** Error `invalid-parameters` where a GPU is to be kept that the driver does not show. */
  async #check({ gpus = [] }: Reservation): Promise<void> {
    const { gpus: there } = await this.#answer();
    const unknown = gpus.find((id) => !there.some((gpu) => gpu.id === id));
    if (unknown === undefined) return;
    const ids = there.map(({ id }) => id).join(', ');
    throw new ComplineError({
      code: 'invalid-parameters',
      message: `There is no GPU ${unknown}. ${ids === '' ? 'No GPU is known.' : `The driver shows: ${ids}.`}`,
      nextStep: 'Look at compline system, and count GPUs from 0.',
    });
  }

  /** Sets what is kept for interactive work. Errors: `invalid-parameters`, `state-folder-unusable`. */
  async reserve(reservation: Reservation): Promise<void> {
    await this.#check(reservation);
    await this.#settings.reserve(reservation);
  }

  /** Everything that is known. `calls` is how many renders the pool makes at the same time. */
  async info(calls: number): Promise<SystemInfo> {
    this.#gpus = undefined; // Drivers come and go.
    const { gpus, reason } = await this.#answer();
    const share = this.#shareOf(gpus, await this.#settings.reservation());
    const processors = cpus();
    const [load = 0] = loadavg();
    const cores = readCores(textOf('/proc/cpuinfo'));
    return {
      machine: hostname(),
      platform: `${process.platform} ${process.arch}`,
      cpu: {
        model: processors[0]?.model.trim() ?? 'unknown',
        ...(cores !== undefined && { cores }),
        threads: this.#threads,
        ...(process.platform !== 'win32' && { load }),
      },
      memory: { total: totalmem(), free: freeMemory() },
      gpus: gpus.map((gpu) => ({ ...gpu, reserved: !share.gpus.includes(gpu.id) })),
      ...(reason !== undefined && { noGpus: reason }),
      renders: {
        calls,
        threads: share.threads,
        threadsEach: threadsEach(share.threads, calls),
        threadsReserved: share.threadsReserved,
        gpus: [...share.gpus],
      },
    };
  }

  #answer(): Promise<GpuAnswer> {
    this.#gpus ??= this.#findGpus();
    return this.#gpus;
  }

  #shareOf(gpus: GpuAnswer['gpus'], reservation: Reservation): RenderShare {
    const share = shareOf({ threads: this.#threads, gpus }, reservation);
    return { ...share, gpus: gpusAllowed(share.gpus, this.#environment) };
  }
}

/** Threads of one of several calls that run at the same time. */
export function threadsEach(threads: number, calls: number): number {
  return Math.max(1, Math.floor(threads / Math.max(1, calls)));
}

/** What can be used without anything being pushed out; what Linux keeps of files in memory is free for the asking. */
function freeMemory(): number {
  const available = /^MemAvailable:\s{1,20}(?<kilobytes>\d{1,15}) kB$/m.exec(textOf('/proc/meminfo'))?.groups
    ?.kilobytes;
  return available === undefined ? freemem() : Number(available) * 1024;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Linux alone has it.
  }
}

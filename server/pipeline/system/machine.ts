import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, freemem, hostname, loadavg, totalmem } from 'node:os';
import { ComplineError } from '../../protocol/errors.ts';
import type { Reservation, SystemInfo } from '../../protocol/system.ts';
import { findGpus, type GpuAnswer } from './find-gpus.ts';
import { type MachineShare, threadsEach } from './machine-share.ts';
import { readCores } from './read-cores.ts';
import { type RenderShare, shareOf } from './reservation.ts';
import type { SystemSettings } from './system-settings.ts';
import { gpusAllowed } from './visible-gpus.ts';

/** What the machine is asked through; the real ones where absent. */
export interface MachineParts {
  readonly settings: Pick<SystemSettings, 'reservation' | 'reserve'>;
  readonly findGpus?: () => Promise<GpuAnswer>;
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** Threads there are. */
  readonly threads?: number;
  /** Calls of renderers at the same time; one for every four threads that are not kept where absent. */
  readonly calls?: number;
}

/** There is a call for so many threads where nobody says how many. */
const THREADS_OF_CALL = 4;

/** This machine: what it has, and what of it renders may use. GPUs are looked for once, and again where it is wished. */
export class Machine {
  readonly #settings: MachineParts['settings'];
  readonly #findGpus: () => Promise<GpuAnswer>;
  readonly #environment: Readonly<NodeJS.ProcessEnv>;
  readonly #threads: number;
  readonly #calls: number | undefined;
  #gpus: Promise<GpuAnswer> | undefined;

  constructor(parts: MachineParts) {
    this.#settings = parts.settings;
    this.#findGpus = parts.findGpus ?? findGpus;
    this.#environment = parts.environment ?? process.env;
    this.#threads = parts.threads ?? availableParallelism();
    this.#calls = parts.calls;
  }

  /** What renders may use now, as it is set at this moment. */
  async share(): Promise<MachineShare> {
    const { gpus } = await this.#answer();
    return this.#machineShare(this.#shareOf(gpus, await this.#settings.reservation()), gpus.length > 0);
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

  /** Everything that is known. */
  async info(): Promise<SystemInfo> {
    // Drivers come and go. Until this one has answered, renders go by what it said before.
    const { gpus, reason } = await this.#askAnew();
    const reservation = await this.#settings.reservation();
    const share = this.#shareOf(gpus, reservation);
    const renders = this.#machineShare(share, gpus.length > 0);
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
        calls: renders.slots,
        threads: renders.threads,
        threadsEach: threadsEach(renders),
        threadsReserved: share.threadsReserved,
        gpus: [...renders.gpus],
      },
      reservation,
    };
  }

  async #askAnew(): Promise<GpuAnswer> {
    const asked = this.#findGpus();
    this.#gpus ??= asked;
    const answer = await asked;
    this.#gpus = asked;
    return answer;
  }

  #answer(): Promise<GpuAnswer> {
    this.#gpus ??= this.#findGpus();
    return this.#gpus;
  }

  #machineShare({ threads, gpus }: RenderShare, hasGpus: boolean): MachineShare {
    const slots = this.#calls ?? Math.max(1, Math.floor(threads / THREADS_OF_CALL));
    return { slots, threads, memory: totalmem(), gpus, hasGpus };
  }

  #shareOf(gpus: GpuAnswer['gpus'], reservation: Reservation): RenderShare {
    const share = shareOf({ threads: this.#threads, gpus }, reservation);
    return { ...share, gpus: gpusAllowed(share.gpus, this.#environment) };
  }
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

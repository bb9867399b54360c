/** A GPU as `nvidia-smi` tells of it; memory in mebibytes, load in per cent. */
export interface FoundGpu {
  /** From 0, in the order of the driver. */
  readonly id: number;
  readonly name: string;
  readonly memoryTotal?: number;
  readonly memoryFree?: number;
  readonly load?: number;
  readonly driver?: string;
  readonly hasDisplay?: boolean;
}

/** What is asked of each GPU, in this order: see `nvidia-smi --help-query-gpu`. */
export const GPU_QUESTIONS = [
  'index',
  'name',
  'memory.total',
  'memory.free',
  'utilization.gpu',
  'driver_version',
  'display_active',
] as const;

/**
 * Reads what `nvidia-smi --query-gpu=… --format=csv,noheader,nounits` prints: a GPU a line. Fields that the driver does
 * not tell (`[N/A]`, `[Not Supported]`) are left out, lines that are something else are too. A name may hold commas.
 */
export function readGpus(text: string): readonly FoundGpu[] {
  const gpus = new Map<number, FoundGpu>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const fields = line.split(',').map((field) => field.trim());
    const beyond = fields.length - GPU_QUESTIONS.length;
    if (beyond < 0 || !/^\d{1,4}$/.test(fields[0] ?? '')) continue;
    const id = Number(fields[0]);
    const name = fields.slice(1, 2 + beyond).join(', ');
    const [total, free, load, driver, display] = fields.slice(2 + beyond);
    if (name === '') continue;
    const known = driver !== undefined && /^[\d.]+$/.test(driver) ? { driver } : {};
    const screen = /^(?:enabled|disabled)$/i.test(display ?? '')
      ? { hasDisplay: /^enabled$/i.test(display ?? '') }
      : {};
    const numbers = { ...number('memoryTotal', total), ...number('memoryFree', free), ...number('load', load) };
    gpus.set(id, { id, name, ...numbers, ...known, ...screen });
  }
  return [...gpus.values()].sort((a, b) => a.id - b.id);
}

function number<Name extends string>(name: Name, text: string | undefined): { readonly [Key in Name]?: number } {
  const value = text === undefined || !/^\d+(?:\.\d+)?$/.test(text) ? undefined : Number(text);
  return value === undefined ? {} : ({ [name]: value } as { readonly [Key in Name]?: number });
}

import * as z from 'zod';

const text = z.string().max(100_000).default('');

/** What stands in the fields of the form: as somebody writes it, right or wrong. Absent is as empty. */
export const formValuesSchema = z.object({
  /** The path of the scene. */
  scene: text,
  /** The layers that are ticked. */
  layers: z.array(z.string().max(1_000)).max(10_000).default([]),
  /** Names of layers that the scene does not tell, with commas between them. */
  moreLayers: text,
  frames: text,
  renderer: text,
  output: text,
  /** The name of a farm, `local` for this machine; empty for what the project says. */
  farm: text,
  pool: text,
  group: text,
  /** With commas between them. */
  limits: text,
  chunkSize: text,
  priority: text,
  threads: text,
  /** Gigabytes. */
  memory: text,
  gpus: text,
  retries: text,
  /** Seconds. */
  timeout: text,
  paused: z.boolean().default(false),
  /** The job that is waited for; empty for none. */
  after: text,
  /** Each chunk waits for its own frames alone. */
  byFrame: z.boolean().default(false),
  tags: text,
  comment: text,
});
export type FormValues = z.output<typeof formValuesSchema>;
export type FormField = keyof FormValues;

/** A form in which nothing is written. */
export const emptyValues: FormValues = formValuesSchema.parse({});

/** Words of a text with commas between them; each once, none of them empty. */
export function listed(value: string): string[] {
  const words = value.split(/[,\n]/).map((it) => it.trim());
  return [...new Set(words)].filter((it) => it !== '');
}

/** The layers that are to be rendered: those that are ticked, and those that are written. */
export function wantedLayers({ layers, moreLayers }: Pick<FormValues, 'layers' | 'moreLayers'>): string[] {
  return [...new Set([...layers, ...listed(moreLayers)])];
}

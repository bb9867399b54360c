import type * as z from 'zod';
import { frameDialect } from '../frames/dialects/all-dialects.ts';
import { complineDialect } from '../frames/dialects/compline.ts';
import { printFrames } from '../frames/parse-frames.ts';
import { parseJsonTree } from '../json/read-json.ts';
import { renderSchema } from './batch-schema.ts';

/** One render of a batch. */
export interface BatchRender {
  /** What others of the batch call it. */
  readonly name?: string;
  /** As it is written: it may count from the folder of the file. */
  readonly scene: string;
  readonly layers: readonly string[];
  /** In Compline's dialect. */
  readonly frames?: string;
  readonly renderer?: string;
  readonly output?: string;
  readonly threads?: number;
  readonly gpus?: number;
  readonly priority?: number;
  readonly tags: readonly string[];
  readonly comment?: string;
  /** The names of renders of the batch that it waits for. */
  readonly dependsOn: readonly string[];
}

/** The renders of a batch, or everything that is wrong with it, in sentences. */
export interface ParsedBatch {
  readonly renders: readonly BatchRender[];
  readonly errors: readonly string[];
}

type RenderEntry = z.output<typeof renderSchema>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads a batch of renders (`*.batchrender.json`): one render, a list of them, or `{ "jobs": [...] }`. Frames are in the
 * dialect of LRC Toolbox. What a render waits for has to stand in the batch before it. Never throws.
 */
export function parseBatchRender(text: string): ParsedBatch {
  const entries = entriesOf(readJson(text));
  if (entries === 'no-json') return { renders: [], errors: [`It is no JSON from line ${faultLine(text)} on.`] };
  if (entries === undefined) {
    return { renders: [], errors: ['There is no render: write one, a list of them, or { "jobs": [...] }.'] };
  }
  const errors: string[] = [];
  const renders: BatchRender[] = [];
  for (const [index, entry] of entries.entries()) {
    const place = `Render ${index + 1}`;
    const read = renderSchema.safeParse(entry);
    if (!read.success) {
      errors.push(
        ...read.error.issues.map((issue) => `${place}, ${issue.path.join('.') || 'as a whole'}: ${issue.message}`),
      );
      continue;
    }
    const known = renders.map((it) => it.name);
    const unknown = read.data.depends_on.filter((it) => !known.includes(it));
    errors.push(...unknown.map((it) => `${place} waits for "${it}", which is no render before it.`));
    const frames = framesOf(read.data.frame_range);
    if ('error' in frames) errors.push(`${place}, frame_range: ${frames.error}`);
    else renders.push(renderOf(read.data, frames.text));
  }
  return { renders: errors.length > 0 ? [] : renders, errors };
}

const noJson = Symbol();

function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return noJson;
  }
}

function faultLine(text: string): number {
  const [fault] = parseJsonTree(text).faults;
  return text.slice(0, fault?.range.start ?? 0).split('\n').length;
}

function entriesOf(document: unknown): readonly unknown[] | 'no-json' | undefined {
  if (document === noJson) return 'no-json';
  if (Array.isArray(document)) return document.length > 0 ? document : undefined;
  if (!isRecord(document)) return undefined;
  const { jobs } = document;
  if (jobs === undefined) return [document];
  return Array.isArray(jobs) && jobs.length > 0 ? jobs : undefined;
}

function framesOf(text: string | undefined): { readonly text?: string } | { readonly error: string } {
  if (text === undefined) return {};
  const { frames, errors } = (frameDialect('lrc-toolbox') ?? complineDialect).parse(text);
  if (frames === undefined) return { error: errors[0]?.message ?? 'There are no frames.' };
  const printed = printFrames(frames);
  return 'refused' in printed ? { error: printed.refused ?? 'They cannot be written.' } : { text: printed.text };
}

function renderOf(entry: RenderEntry, frames: string | undefined): BatchRender {
  const gpus = entry.gpus ?? (entry.use_gpu === true ? 1 : undefined);
  const { output_path: output } = entry;
  return {
    scene: entry.scene_file,
    layers: entry.layers,
    tags: entry.tags,
    dependsOn: entry.depends_on,
    ...(entry.name !== undefined && { name: entry.name }),
    ...(frames !== undefined && { frames }),
    ...(entry.renderer !== undefined && { renderer: entry.renderer }),
    ...(output !== undefined && output !== null && { output }),
    ...(entry.cpu_threads !== undefined && { threads: entry.cpu_threads }),
    ...(gpus !== undefined && { gpus }),
    ...(entry.priority !== undefined && { priority: entry.priority }),
    ...(entry.comment !== undefined && { comment: entry.comment }),
  };
}

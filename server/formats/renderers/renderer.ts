import type { RendererConfig } from '../config/schema.ts';
import { rendererPreset } from './all-presets.ts';
import { joinPatterns, LINE_TELLS, type LinePatterns, type LineTells } from './line-pattern.ts';
import { commandPreset } from './presets/command.ts';
import type { Argument, FrameCalls, RendererPreset } from './renderer-preset.ts';

/** A renderer as it is called: its preset, and what compline.yaml says otherwise. */
export interface Renderer {
  /** The name in compline.yaml. */
  readonly name: string;
  readonly preset: RendererPreset;
  /** The program's names or its path; the first that is there is run. Empty where none is said. */
  readonly programs: readonly string[];
  readonly args: readonly Argument[];
  /** Added to the environment of the core. */
  readonly environment: Readonly<Record<string, string>>;
  /** What `{script}` stands for, from the project's root. */
  readonly script?: string;
  readonly calls: FrameCalls;
  /** The name of the dialect of `{frames}`. */
  readonly dialect: string;
  /** Patterns of compline.yaml, asked before those of the preset. */
  readonly patterns: LinePatterns;
  readonly successCodes: readonly number[];
  /** Seconds. */
  readonly timeout?: number;
  /** Threads, GPUs and gigabytes of memory that one call has. */
  readonly threads?: number;
  readonly gpus?: number;
  readonly memory?: number;
}

/** Puts a renderer of compline.yaml together with its preset; one without a preset is any command. */
export function resolveRenderer(name: string, config: RendererConfig): Renderer {
  const preset = rendererPreset(config.preset ?? commandPreset.name) ?? commandPreset;
  const isCommand = preset === commandPreset;
  const gpus = config.gpus ?? preset.gpus;
  const { script, timeout, threads, memory } = config;
  return {
    name,
    preset,
    programs: config.program === undefined ? (isCommand ? [] : preset.programs) : [config.program],
    args: config.args ?? preset.args,
    environment: config.environment ?? {},
    ...(script !== undefined && { script }),
    calls: config.calls ?? preset.calls,
    dialect: config.frames ?? preset.dialect,
    patterns: ownPatterns(config),
    successCodes: config.successCodes ?? preset.successCodes,
    ...(timeout !== undefined && { timeout }),
    ...(threads !== undefined && { threads }),
    ...(gpus !== undefined && { gpus }),
    ...(memory !== undefined && { memory }),
  };
}

/** `progress` is an older and shorter way to write the patterns of finished frames. */
function ownPatterns({ patterns, progress }: RendererConfig): LinePatterns {
  const own: { [Tells in LineTells]?: readonly string[] } = {};
  for (const tells of LINE_TELLS) {
    const list = patterns?.[tells];
    if (list !== undefined) own[tells] = list;
  }
  return joinPatterns(progress === undefined ? {} : { frameFinished: progress }, own);
}

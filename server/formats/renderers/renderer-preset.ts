import type { LinePatterns } from './line-pattern.ts';

/**
 * An argument of a program, with placeholders. A list is a group: left out whole where one of its placeholders stands
 * for nothing, as `[-cam, '{camera}']` is where no camera is named.
 */
export type Argument = string | readonly string[];

/** What one call of a program can render: any frames, frames at even steps, or one frame. */
export type FrameCalls = 'list' | 'range' | 'single';

/** What is known of a program that renders. A file of its own in `presets`, and a line in `all-presets.ts`. */
export interface RendererPreset {
  /** The name in `preset:` of compline.yaml. */
  readonly name: string;
  /** The program's name for people. */
  readonly title: string;
  /** What it is for and what to know of it, for the documentation. */
  readonly about: string;
  /** Endings of the scenes that it renders, in small letters; any where absent. */
  readonly scenes?: readonly string[];
  /** Names of the program, looked for on PATH in this order. */
  readonly programs: readonly [string, ...string[]];
  readonly args: readonly Argument[];
  readonly calls: FrameCalls;
  /** The dialect that `{frames}` is written in. */
  readonly dialect: string;
  /** What the program calls the format of a file, by the file's extension: what `{format}` stands for. */
  readonly formats?: Readonly<Record<string, string>>;
  /** It runs a script of the project, which `script` names. */
  readonly needsScript?: boolean;
  /** How many GPUs one call has for itself where the machine has any; all that it may see where absent. */
  readonly gpus?: number;
  readonly successCodes: readonly number[];
  /** What the exit codes mean, for the documentation. */
  readonly exitCodes: string;
  readonly lines: LinePatterns;
  /** Where its arguments, exit codes and lines are described. */
  readonly sources: readonly string[];
}

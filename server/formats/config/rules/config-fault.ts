import type { TextEdit, TextRange } from '../../text/range.ts';
import { writeScalar } from '../../yaml/write-scalar.ts';
import type { YamlPath } from '../../yaml/yaml-node.ts';
import { nodeAt, rangeOfPath, rangeOfValue } from '../../yaml/yaml-places.ts';
import type { ConfigSource, ConfigStack } from '../config-stack.ts';

/** Something that is wrong with a configuration. */
export interface ConfigFault {
  /** Of the value that is wrong. */
  readonly path: YamlPath;
  /** Whether the key is told of or its value; the value where it is absent. */
  readonly part?: 'key' | 'value';
  /** The part of the text of the value that is told of, in code units from its beginning; all of it where it is absent. */
  readonly stretch?: TextRange;
  readonly message: string;
  /** An `error` where it is absent. A configuration with an error is not used. */
  readonly severity?: 'error' | 'warning' | 'information';
  /** What most likely is meant instead of the key or the value. */
  readonly instead?: string;
  /** What else repairs it. */
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
  /** The file that it is in, and where, if they are known already. */
  readonly source?: ConfigSource;
  readonly range?: TextRange;
}

/** A rule that a configuration has to keep: a file of its own, and a line in `config-rules.ts`. */
export interface ConfigRule {
  /** The code of the check that tells of it. */
  readonly code: string;
  /** Finds every violation; never throws, whatever the values are. */
  run(stack: ConfigStack): Iterable<ConfigFault>;
}

/** A fault with its place. */
export interface LocatedFault extends ConfigFault {
  readonly source: ConfigSource;
  readonly range: TextRange;
  readonly fixes: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
}

/** Finds the place of a fault: the file that its value is from, and the words. */
export function locate(stack: ConfigStack, fault: ConfigFault): LocatedFault {
  const source = fault.source ?? stack.originOf(fault.path);
  const { yaml } = source.text;
  const whole = fault.part === 'key' ? rangeOfPath(yaml, fault.path) : rangeOfValue(yaml, fault.path);
  const range = fault.range ?? stretchOf(source, fault) ?? whole;
  const { instead, fixes = [] } = fault;
  if (instead === undefined) return { ...fault, source, range, fixes };
  const meant = { title: `Write "${instead}"`, edits: [{ range: whole, newText: writeScalar(instead) }] };
  return { ...fault, source, range, fixes: [meant, ...fixes] };
}

/** A part of a value, where the value is written as it is: without escapes, on one line. */
function stretchOf({ text }: ConfigSource, { path, stretch }: ConfigFault): TextRange | undefined {
  const node = nodeAt(text.yaml, path);
  if (stretch === undefined || node?.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const quotes = node.style === 'plain' ? 0 : 1;
  const { start, end } = node.range;
  if (text.yaml.text.slice(start + quotes, end - quotes) !== node.value) return undefined;
  return { start: start + quotes + stretch.start, end: start + quotes + stretch.end };
}

/** The end of a message where something near was most likely meant. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

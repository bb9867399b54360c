import { LineCounter } from 'yaml';
import type * as z from 'zod';
import { plainValue } from '../yaml/plain-value.ts';
import { schemaFaults } from '../yaml/schema-faults.ts';
import { rangeOfPath } from '../yaml/yaml-places.ts';
import { parseYaml, type YamlText } from '../yaml/yaml-text.ts';

/** A fault in a YAML text. Lines and characters count from 0. */
export interface YamlProblem {
  readonly message: string;
  readonly line: number;
  readonly character: number;
}

/** What a YAML text says, or what is wrong with it: `value` is absent exactly where there are problems. */
export interface ValidatedYaml<Value> {
  readonly value: Value | undefined;
  readonly problems: readonly YamlProblem[];
}

/** A further rule, for what a schema cannot say: calls `report` with the path of the value (or key) that breaks it. */
export type YamlRule<Value> = (value: Value, report: (path: readonly PropertyKey[], message: string) => void) => void;

/**
 * Reads a YAML text and holds it against a schema. Never throws: every fault is told with its place; an unknown key
 * with the known key that is nearest to it.
 */
export function validateYaml<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  rule: YamlRule<z.output<Schema>> = () => {},
): ValidatedYaml<z.output<Schema>> {
  const yaml = parseYaml(text);
  const problems = new Problems(yaml);
  for (const { range, message } of yaml.faults) problems.add(range.start, message);
  if (yaml.faults.length > 0) return { value: undefined, problems: problems.list };
  const plain = plainValue(yaml);
  if ('fault' in plain) {
    problems.add(plain.fault.range.start, plain.fault.message);
    return { value: undefined, problems: problems.list };
  }
  const parsed = schema.safeParse(plain.value);
  for (const { range, message } of schemaFaults(yaml, schema, parsed.error?.issues ?? [])) {
    problems.add(range.start, message);
  }
  if (parsed.success) {
    rule(parsed.data, (path, message) => {
      const names = path.map((key) => (typeof key === 'number' ? key : String(key)));
      problems.add(rangeOfPath(yaml, names).start, message);
    });
  }
  return { value: parsed.success && problems.list.length === 0 ? parsed.data : undefined, problems: problems.list };
}

/** Gathers faults by line and character. */
class Problems {
  readonly list: YamlProblem[] = [];
  readonly #lines = new LineCounter();

  constructor({ text }: YamlText) {
    this.#lines.addNewLine(0);
    for (const { index } of text.matchAll(/\n/g)) this.#lines.addNewLine(index + 1);
  }

  add(offset: number, message: string): void {
    const { line, col } = this.#lines.linePos(offset);
    this.list.push({ message, line: Math.max(0, line - 1), character: Math.max(0, col - 1) });
  }
}

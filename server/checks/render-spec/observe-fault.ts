import type { SchemaFault } from '../../formats/yaml/schema-faults.ts';
import type { YamlFault } from '../../formats/yaml/yaml-node.ts';
import type { Observation } from '../check.ts';

/** A fault of YAML as a check tells it. */
export function ofYaml({ message, range, related, repair }: YamlFault): Observation {
  return {
    message,
    range,
    ...(related && { related: [related] }),
    ...(repair && { fixes: [{ ...repair, preferred: true }] }),
  };
}

/** What does not go with a schema as checks tell it; what an alias repeats is wrong in one place. */
export function ofSchema(faults: readonly SchemaFault[]): readonly Observation[] {
  const once = new Map(faults.map((fault) => [`${fault.range.start} ${fault.path.at(-1)}`, fault]));
  return [...once.values()].map(({ message, range, fixes }) => ({
    message,
    range,
    fixes: fixes.map((fix, index) => ({ ...fix, preferred: index === 0 })),
  }));
}

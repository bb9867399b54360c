import { plainValue } from '../yaml/plain-value.ts';
import type { YamlFault } from '../yaml/yaml-node.ts';
import { parseYaml, type YamlText } from '../yaml/yaml-text.ts';
import { CONFIG_FORMAT, type ConfigFormat, migrate } from './migrations.ts';

/** A configuration as one file has it. */
export interface ConfigText {
  readonly yaml: YamlText;
  /** What it says as plain values, an older version as the present one; nothing where the text is no YAML. */
  readonly value: unknown;
  /** What breaks the rules of YAML. */
  readonly faults: readonly YamlFault[];
  readonly format: ConfigFormat;
}

/** Reads the text of a configuration. Never throws: what is wrong with it is among the faults. */
export function readConfigText(text: string, format: ConfigFormat = CONFIG_FORMAT): ConfigText {
  return configIn(parseYaml(text), format);
}

/** What a text says as a configuration. */
export function configIn(yaml: YamlText, format: ConfigFormat = CONFIG_FORMAT): ConfigText {
  const newer = yaml.faults.length === 0 ? migrate(yaml, format) : undefined;
  const plain = plainValue(newer === undefined ? yaml : parseYaml(newer));
  const faults = 'fault' in plain ? [...yaml.faults, plain.fault] : yaml.faults;
  return { yaml, value: 'fault' in plain ? undefined : plain.value, faults, format };
}

import { applyEdits } from '../text/apply-edits.ts';
import type { TextEdit } from '../text/range.ts';
import { nodeAt } from '../yaml/yaml-places.ts';
import { parseYaml, type YamlText } from '../yaml/yaml-text.ts';

/** What makes a configuration of one version one of the next: a file of its own, and a line in `MIGRATIONS`. */
export interface Migration {
  /** The version that it begins with; it leads to `from + 1`. */
  readonly from: number;
  /** What is written otherwise in the next version, apart from `version` itself. Comments stay where they are. */
  edits(yaml: YamlText): readonly TextEdit[];
}

/** The versions of the format that are known. */
export interface ConfigFormat {
  /** The version that is read and written. */
  readonly version: number;
  readonly migrations: readonly Migration[];
}

/** Version 1 is the first one: nothing leads to it. */
const MIGRATIONS: readonly Migration[] = [];

/** The format as it is now. */
export const CONFIG_FORMAT: ConfigFormat = { version: 1, migrations: MIGRATIONS };

/** The version that a configuration says it is; absent where it says none. */
export function versionOf(yaml: YamlText): number | undefined {
  const node = nodeAt(yaml, ['version']);
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
}

/**
 * The text of an older configuration in the present version, step by step; absent where no way leads there, and for one
 * that is not older.
 */
export function migrate(yaml: YamlText, format: ConfigFormat = CONFIG_FORMAT): string | undefined {
  let now = yaml;
  for (let version = versionOf(yaml) ?? format.version; version < format.version; version += 1) {
    const migration = format.migrations.find(({ from }) => from === version);
    const written = nodeAt(now, ['version']);
    if (migration === undefined || written === undefined) return undefined;
    const edits = [...migration.edits(now), { range: written.range, newText: String(version + 1) }];
    now = parseYaml(applyEdits(now.text, edits));
  }
  return now === yaml ? undefined : now.text;
}

import path from 'node:path';
import type { SeverityOverrides } from '../../checks/check.ts';
import type { Config } from '../../formats/config/schema.ts';
import { findProjectRoot, loadProject } from '../../project/load-project.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import { severitiesOf } from '../../project/silenced-codes.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { CheckedFile } from './check-file.ts';

/** The severities that the projects of the checked files set, and what is wrong with the projects' configurations. */
export class ProjectSettings {
  readonly #rootByFolder = new Map<string, Promise<string | undefined>>();
  readonly #configByRoot = new Map<string, Promise<Config | undefined>>();
  readonly #configurations: CheckedFile[] = [];

  /**
   * The checked files and, before them, the configurations that have faults, each file once. `check` checks a file as any
   * other.
   */
  async withConfigurations(
    checked: readonly CheckedFile[],
    check: (file: string) => Promise<CheckedFile | undefined>,
  ): Promise<readonly CheckedFile[]> {
    const faulty: CheckedFile[] = [];
    for (const configuration of this.#configurations) {
      const same = checked.find((file) => isSame(file, configuration)) ?? (await check(configuration.path));
      // The checks of configurations say more than their reading does; what only says that it is no comp says less.
      const saysMore = same?.findings.some(({ severity, code }) => severity === 'error' && !code.startsWith('file-'));
      faulty.push(same !== undefined && saysMore === true ? same : configuration);
    }
    return [...faulty, ...checked.filter((file) => !faulty.some((configuration) => isSame(file, configuration)))];
  }

  /** The severities for a file: those of the `compline.yaml` above it, none where there is no such file. */
  async severitiesFor(file: string): Promise<SeverityOverrides> {
    const folder = path.dirname(path.resolve(file));
    const root = await remembered(this.#rootByFolder, folder, () => findProjectRoot(folder));
    if (root === undefined) return {};
    const config = await remembered(this.#configByRoot, root, () => this.#load(root));
    return config === undefined ? {} : severitiesOf(config, root, path.resolve(file));
  }

  async #load(root: string): Promise<Config | undefined> {
    try {
      const { config, configPath, problems } = await loadProject(root);
      if (problems.length > 0) this.#configurations.push(await configurationFile(configPath, problems));
      return config;
    } catch (error) {
      if (!ComplineError.is(error)) throw error;
      const finding = { code: 'config-unreadable', severity: 'error', message: error.message } as const;
      const file = error.path ?? path.join(root, 'compline.yaml');
      this.#configurations.push({
        path: shown(file),
        text: '',
        findings: [{ ...finding, range: { start: 0, end: 0 } }],
      });
      return undefined;
    }
  }
}

async function configurationFile(
  file: string,
  problems: readonly { readonly message: string; readonly line: number; readonly character: number }[],
): Promise<CheckedFile> {
  const text = (await readRegularFile(file)).toString('utf8');
  const lines = text.split('\n');
  const findings = problems.map(({ message, line, character }) => {
    const start = lines.slice(0, line).reduce((sum, it) => sum + it.length + 1, 0) + character;
    return { code: 'config-invalid', severity: 'error', message, range: { start, end: start } } as const;
  });
  return { path: shown(file), text, findings };
}

const isSame = (a: CheckedFile, b: CheckedFile) => path.resolve(a.path) === path.resolve(b.path);

const shown = (file: string) => path.relative(process.cwd(), file) || file;

function remembered<Value>(map: Map<string, Promise<Value>>, key: string, make: () => Promise<Value>): Promise<Value> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

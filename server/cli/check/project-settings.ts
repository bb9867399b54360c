import path from 'node:path';
import type { Finding, SeverityOverrides } from '../../checks/check.ts';
import type { Config } from '../../formats/config/schema.ts';
import { decodeText } from '../../formats/text/decode.ts';
import { offsetOf } from '../../formats/text/place-in-text.ts';
import { type ConfigProblem, findProjectRoot, loadProject } from '../../project/load-project.ts';
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
      this.#configurations.push(...(await configurationFiles(configPath, problems)));
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

/** What is wrong with a configuration, a file each for itself and for what it builds on. */
async function configurationFiles(
  configPath: string,
  problems: readonly ConfigProblem[],
): Promise<readonly CheckedFile[]> {
  const files = [...new Set(problems.map(({ path: file }) => file ?? configPath))];
  return Promise.all(
    files.map(async (file) => {
      const { text } = decodeText(await readRegularFile(file));
      const ofFile = problems.filter((problem) => (problem.path ?? configPath) === file);
      return { path: shown(file), text, findings: ofFile.map((problem) => findingAt(text, problem)) };
    }),
  );
}

function findingAt(text: string, { code, message, line, character }: ConfigProblem): Finding {
  const start = offsetOf(text, { line, character });
  return { code, severity: 'error', message, range: { start, end: start } };
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

import { stat } from 'node:fs/promises';
import path from 'node:path';
import { readConfigText } from '../formats/config/config-text.ts';
import { type ConfigProblem, readConfig } from '../formats/config/parse-config.ts';
import type { Config } from '../formats/config/schema.ts';
import { decodeText } from '../formats/text/decode.ts';
import { ComplineError } from '../protocol/errors.ts';
import { readConfigFile } from './read-config-file.ts';
import { readRegularFile, whyUnreadable } from './read-regular-file.ts';
import { readStack } from './read-stack.ts';

export type { ConfigProblem } from '../formats/config/parse-config.ts';

/** The file that makes a folder a project. */
export const CONFIG_NAME = 'compline.yaml';

/** A project as its `compline.yaml` describes it. */
export interface Project {
  /** The folder of `compline.yaml`; absolute. */
  readonly root: string;
  readonly configPath: string;
  /** Absent where the configuration has problems. */
  readonly config: Config | undefined;
  readonly problems: readonly ConfigProblem[];
  /** The files that the configuration was read from, absolute: what it builds on and itself, the undermost first. */
  readonly files: readonly string[];
}

/** The nearest folder at or above a file or folder that holds a `compline.yaml`. The path itself need not exist. */
export async function findProjectRoot(from: string): Promise<string | undefined> {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (await isProjectRoot(folder)) return folder;
    if (folder === path.dirname(folder)) return undefined;
  }
}

/**
 * Whether a folder holds a `compline.yaml`. Anything under the name counts, so that a configuration that cannot be read is
 * told and not passed over.
 */
export async function isProjectRoot(folder: string): Promise<boolean> {
  try {
    return !(await stat(path.join(folder, CONFIG_NAME))).isDirectory();
  } catch {
    return false;
  }
}

/** Reads a file's bytes; throws where it cannot be read. */
export type ReadBytes = (file: string) => Promise<Uint8Array>;

/**
 * Reads the configuration of a project with all that it builds on (`extends`); `read` is the disk unless it is given.
 * Errors: `project-not-found` where there is none, `config-unreadable` where it cannot be read; what is wrong inside it,
 * or in what it builds on, is among the problems of the result.
 */
export async function loadProject(root: string, read: ReadBytes = readRegularFile): Promise<Project> {
  const folder = path.resolve(root);
  const configPath = path.join(folder, CONFIG_NAME);
  const { text, encoding } = decodeText(await readBytes(configPath, read));
  if (encoding !== 'utf-8') {
    const message = `This is ${encoding === 'binary' ? 'no text' : 'UTF-16'}. Save the file as UTF-8.`;
    const problem = { code: 'config-invalid', message, line: 0, character: 0 };
    return { root: folder, configPath, config: undefined, problems: [problem], files: [configPath] };
  }
  const own = { file: configPath, text: readConfigText(text) };
  const stack = await readStack(own, (file) => readConfigFile(file, read), true);
  const files = stack.sources.flatMap(({ file }) => file ?? []);
  return { root: folder, configPath, ...readConfig(stack), files };
}

async function readBytes(configPath: string, read: ReadBytes): Promise<Uint8Array> {
  try {
    return await read(configPath);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new ComplineError({
        code: 'project-not-found',
        message: `There is no ${CONFIG_NAME} in ${path.dirname(configPath)}.`,
        nextStep: `Make a ${CONFIG_NAME} in the project's root folder.`,
        path: path.dirname(configPath),
      });
    }
    throw new ComplineError(
      {
        code: 'config-unreadable',
        message: `${CONFIG_NAME} cannot be read: ${whyUnreadable(error)}.`,
        nextStep: 'Check that it is a file and that you may read it.',
        path: configPath,
      },
      { cause: error },
    );
  }
}

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Renderer } from '../../formats/renderers/renderer.ts';
import { CONFIG_NAME } from '../../project/load-project.ts';
import { ComplineError } from '../../protocol/errors.ts';

/**
 * Where the program of a renderer is: an absolute path, a path relative to the project's root, or a name found on PATH
 * (of the renderer's own environment where it sets one); of several names the first that is found. Error:
 * `renderer-missing`.
 */
export async function findProgram(
  { programs, environment }: Pick<Renderer, 'programs' | 'environment'>,
  root: string,
): Promise<string> {
  const searchPath = environment.PATH ?? process.env.PATH ?? '';
  for (const name of programs) {
    for (const file of candidates(name, root, searchPath)) if (await isProgram(file)) return file;
  }
  const [program = 'the renderer'] = programs;
  const places = candidates(program, root, searchPath);
  const isName = !/[/\\]/.test(program);
  throw new ComplineError({
    code: 'renderer-missing',
    message: isName ? `The renderer ${program} is not on PATH.` : `There is no program at ${places[0] ?? program}.`,
    nextStep: isName
      ? `Install ${program}, or write its whole path into "program" in compline.yaml.`
      : 'Install it there, or correct "program" in compline.yaml.',
    path: path.join(root, CONFIG_NAME),
  });
}

function candidates(program: string, root: string, searchPath: string): string[] {
  const endings = process.platform === 'win32' ? ['', ...(process.env.PATHEXT ?? '.EXE').split(';')] : [''];
  const bases = /[/\\]/.test(program)
    ? [path.resolve(root, program)]
    : searchPath.split(path.delimiter).flatMap((folder) => (folder === '' ? [] : [path.join(folder, program)]));
  return bases.flatMap((base) => endings.map((ending) => `${base}${ending}`));
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

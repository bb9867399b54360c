import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { SubmissionInput } from '../../protocol/queue.ts';
import type { RequestParams } from '../../protocol/requests.ts';
import type { Core } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printable, printJson, type Terminal } from '../terminal.ts';

interface WriteOptions {
  /** Where they are written; made where it is missing. */
  readonly folder: string;
  readonly platform?: RequestParams<'farms/template'>['platform'];
  readonly json?: boolean;
  readonly terminal: Terminal;
}

/** Writes renders as job templates of Open Job Description, a file for each layer, over those of the same name. */
export async function writeTemplates(
  core: Core,
  submissions: readonly SubmissionInput[],
  { folder, platform, json, terminal }: WriteOptions,
): Promise<number> {
  const files: string[] = [];
  await mkdir(folder, { recursive: true });
  for (const submission of submissions) {
    const { templates } = await core.request('farms/template', { submission, platform });
    const scene = submission.name ?? path.parse(submission.scene).name;
    for (const { layer, part, text } of templates) {
      const name = [scene, layer, ...(part === undefined ? [] : [String(part)])].map(inName).join('.');
      const file = path.resolve(folder, `${name}.openjd.json`);
      await writeFile(file, text);
      files.push(file);
    }
  }
  if (json === true) printJson(terminal, { files });
  else for (const file of files) terminal.out(`${printable(file)}\n`);
  return exitCodes.success;
}

const inName = (text: string): string => text.replaceAll(/[^\w.+-]/g, '_').slice(0, 80) || '_';

import { statSync } from 'node:fs';
import path from 'node:path';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { CommandSpec } from '../queue/job-spec.ts';

/** Why an attempt could not begin. */
export interface StartFailure {
  readonly code: ErrorCode;
  readonly reason: string;
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

const isFolder = (name: string): boolean => statSync(name, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** The program's path: one with a separator in it counts from the command's folder, a bare name is looked for on PATH. */
export const programPath = ({ program, cwd }: CommandSpec): string =>
  /[\\/]/.test(program) && !path.isAbsolute(program) ? path.resolve(cwd, program) : program;

/** What keeps a program from starting, in words. `error` is what `spawn` said. */
export function explainStart(error: unknown, command: CommandSpec): StartFailure {
  const { program, cwd } = command;
  const code = codeOf(error);
  if (code === 'ENOENT' && !isFolder(cwd)) {
    return { code: 'not-found', reason: `The folder ${cwd}, in which ${program} was to run, is not there.` };
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const where = /[\\/]/.test(program) ? `${programPath(command)} is not there` : `${program} was not found on PATH`;
    return {
      code: 'renderer-missing',
      reason: `${where}. Install it, or correct the renderer's program in compline.yaml.`,
    };
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return { code: 'renderer-missing', reason: `${programPath(command)} is not a program that you may run.` };
  }
  if (code === 'EINVAL' && /\.(bat|cmd)$/i.test(program)) {
    return {
      code: 'renderer-missing',
      reason: `${program} is a batch file, which needs a shell. Name the program that it calls instead.`,
    };
  }
  return { code: 'internal', reason: `${program} could not be started: ${messageOf(error)}.` };
}

/** What keeps the attempt's log from being written, in words. */
export function explainLog(error: unknown, log: string): StartFailure {
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') {
    return {
      code: 'disk-full',
      reason: `The log ${log} could not be written: the disk is full. Free space and retry.`,
    };
  }
  return { code: 'state-folder-unusable', reason: `The log ${log} could not be written: ${messageOf(error)}.` };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

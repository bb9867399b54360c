import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { OutputFiles, Span } from '../../project/sequence.ts';
import { ComplineError } from '../../protocol/errors.ts';
import { fileError } from '../files/file-error.ts';
import { type InspectedFile, inspectFile } from './inspect-file.ts';

/** So many files are read at the same time. */
const AT_ONCE = 4;

/** So many faults are told in the message; all of them are in the details. */
const MOST_TOLD = 3;

/**
 * Looks at what a render has left in a folder: exactly the expected files, each complete and not older than `since`.
 * Answers them in the order of their frames. Error: `verification-failed` with all faults in `details`.
 */
export async function verifyOutputs(
  folder: string,
  files: OutputFiles,
  frames: Span,
  since: number,
): Promise<readonly InspectedFile[]> {
  const names = files.namesOf(frames);
  const inspected: InspectedFile[] = [];
  const faults: { file: string; frame?: number; fault: string }[] = [];
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const batch = names.slice(at, at + AT_ONCE);
    const results = await Promise.all(batch.map((name) => inspectFile(path.join(folder, name), since)));
    for (const [index, result] of results.entries()) {
      const file = batch[index] ?? '';
      if (!('fault' in result)) inspected.push(result);
      else faults.push({ file, fault: result.fault, ...(!files.isMovie && { frame: frames.first + at + index }) });
    }
  }
  const expected = new Set(names);
  const present = await readdir(folder).catch((error: unknown) => {
    throw fileError(error, folder, 'reading');
  });
  for (const file of present.sort()) {
    if (!expected.has(file)) faults.push({ file, fault: 'It is there, but nothing of that name was to be rendered.' });
  }
  if (faults.length === 0) return inspected;
  const told = faults.slice(0, MOST_TOLD).map(({ file, fault }) => `${file}: ${fault}`);
  const more = faults.length > MOST_TOLD ? ` And ${faults.length - MOST_TOLD} more.` : '';
  throw new ComplineError({
    code: 'verification-failed',
    message: `The renderer did not write what it should have. ${told.join(' ')}${more}`,
    nextStep: 'Look at the log of the render job, then publish again.',
    path: folder,
    details: { faults },
  });
}

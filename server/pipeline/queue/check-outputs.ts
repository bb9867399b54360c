import { stat } from 'node:fs/promises';
import path from 'node:path';
import { countFrames, type TaskRecord } from './job-record.ts';

const atOnce = 16;

/**
 * Looks whether a task's outputs are all there and not empty. Returns what is wrong, in one sentence that names the first
 * fault, or undefined.
 */
export async function missingOutputs({
  frames,
  outputs,
}: Pick<TaskRecord, 'frames' | 'outputs'>): Promise<string | undefined> {
  const oneAFrame = outputs.length === countFrames(frames);
  const nameOf = (index: number): string => (oneAFrame ? `frame ${frames.first + index}` : 'the output');
  const faults: string[] = [];
  for (let start = 0; start < outputs.length; start += atOnce) {
    const found = await Promise.all(outputs.slice(start, start + atOnce).map(faultOf));
    for (const [offset, fault] of found.entries()) {
      if (fault !== undefined)
        faults.push(`${nameOf(start + offset)} ${fault} (${path.basename(outputs[start + offset] ?? '')})`);
    }
  }
  const [first] = faults;
  if (first === undefined) return undefined;
  return faults.length === 1 ? `${first}.` : `${first}, and ${faults.length - 1} more of ${outputs.length} files.`;
}

async function faultOf(file: string): Promise<string | undefined> {
  try {
    const found = await stat(file);
    if (!found.isFile()) return 'is not a file';
    return found.size === 0 ? 'is empty' : undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be looked at: ${code ?? error}`;
  }
}

import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { SpecQuestion } from './answers/saver-specs.ts';

/** Reads the arguments of a command about a Saver: where its name stands, the output, and the spec that it goes into. */
export function specQuestion([offset = '', output, into]: readonly string[]): SpecQuestion {
  if (!/^\d+$/.test(offset) || (output !== 'final' && output !== 'preview')) {
    throw new ResponseError(ErrorCodes.InvalidParams, 'This needs the offset of a Saver, and final or preview.');
  }
  return { offset: Number(offset), output, ...(into !== undefined && { into }) };
}

import type { Range } from 'vscode-languageserver';
import type { LineStretch } from '../answers/file-facts.ts';

/** A stretch of a line as a range of the protocol. */
export function rangeOfStretch({ line, character, length }: LineStretch): Range {
  return { start: { line, character }, end: { line, character: character + length } };
}

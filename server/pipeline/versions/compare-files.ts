import path from 'node:path';
import { compareComps } from '../../formats/comp/compare/compare-comps.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { decodeText } from '../../formats/text/decode.ts';
import { readRegularFile } from '../../project/read-regular-file.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { Comparison } from '../../protocol/versions.ts';
import { fileError } from '../files/file-error.ts';

/** Fields of one tool, and tools, that are told at most: nobody reads more, and it has to be sent. */
const MOST = 2_000;
/** Characters of a value. */
const LONGEST = 400;

/**
 * Compares two comps or settings on disk, tool by tool. Long values are told by their beginning. Errors: those of
 * `fileError`; `comp-unreadable` for a file that holds no table.
 */
export async function compareFiles(before: string, after: string): Promise<Comparison> {
  const [old, now] = await Promise.all([readFile(before), readFile(after)]);
  const { added, removed, changed, moved, composition } = compareComps(old, now);
  return {
    added: added.slice(0, MOST),
    removed: removed.slice(0, MOST),
    changed: changed.slice(0, MOST).map(({ fields, ...tool }) => ({ ...tool, fields: shown(fields) })),
    moved,
    composition: shown(composition),
  };
}

async function readFile(file: string) {
  const bytes = await readRegularFile(file).catch((error: unknown) => {
    throw fileError(error, file, 'reading');
  });
  const comp = parseComp(decodeText(bytes).text);
  if (comp.root !== undefined) return comp;
  throw new ComplineError({
    code: 'comp-unreadable',
    message: `${path.basename(file)} is no comp: there is no table in it.`,
    nextStep: 'Compare it as text.',
    path: file,
  });
}

function shown(fields: readonly Comparison['composition'][number][]): Comparison['composition'] {
  return fields.slice(0, MOST).map(({ field, before, after }) => ({
    field,
    ...(before !== undefined && { before: cut(before) }),
    ...(after !== undefined && { after: cut(after) }),
  }));
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

import { outputClips as listedClips } from '../../formats/comp/header.ts';
import type { Comp } from '../../formats/comp/model.ts';
import type { TableNode } from '../../formats/comp/nodes.ts';
import { quote } from '../../formats/comp/quoted-string.ts';
import { tableNamed } from '../../formats/comp/table-access.ts';
import type { CompCheck } from '../check.ts';
import { losesBackslashes } from './path-escape.ts';

/** `OutputClips` at the head of a composition against the files of its Savers. */
export const outputClips: CompCheck = {
  code: 'output-clips',
  title: 'OutputClips does not list the files of the Savers.',
  defaultSeverity: 'warning',
  *run(comp, { savers }) {
    const list = comp.root && tableNamed(comp.root, 'OutputClips');
    // Of a file that breaks off, Savers may be missing.
    if (comp.cutOff || list === undefined) return;
    const listed = new Set(listedClips(comp).map(({ name }) => name));
    const written = new Set(savers.flatMap(({ file }) => file?.name ?? []));
    const missing = [...written].filter((name) => !listed.has(name));
    const stale = [...listed].filter((name) => name !== '' && !written.has(name));
    const [first] = missing.length > 0 ? missing : stale;
    if (first === undefined) return;
    const what = missing.length > 0 ? 'lacks' : 'lists';
    const why = missing.length > 0 ? 'which a Saver writes' : 'which no Saver writes';
    const others = missing.length + stale.length - 1;
    const isSound = savers.every(
      ({ file }) => file === undefined || !losesBackslashes(comp.slice(file.range.start, file.range.end)),
    );
    const more = others === 0 ? '' : ` ${others} more ${others === 1 ? 'file differs' : 'files differ'}.`;
    yield {
      message: `OutputClips ${what} "${first}", ${why}.${more}`,
      range: { start: list.start, end: list.end },
      // A path that is to be mended itself is not written anywhere else.
      fixes: isSound
        ? [
            {
              title: 'Write the files of the Savers to OutputClips',
              edits: [{ range: { start: list.open, end: list.end }, newText: rewritten(comp, list, [...written]) }],
              preferred: true,
            },
          ]
        : [],
    };
  },
};

/** The list with other names in it, spaced as it was. */
function rewritten(comp: Comp, list: TableNode, names: readonly string[]): string {
  if (names.length === 0) return '{ }';
  const [first] = list.entries;
  const last = list.entries.at(-1);
  const lead = first === undefined ? ' ' : comp.slice(list.open + 1, first.start);
  const tail = last === undefined ? ' ' : comp.slice(last.end, list.close === -1 ? list.end : list.close);
  return `{${lead}${names.map(quote).join(`,${lead}`)}${tail}}`;
}

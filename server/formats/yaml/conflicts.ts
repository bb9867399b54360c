import { setConflictsAside } from '../text/set-conflicts-aside.ts';
import type { YamlFault } from './yaml-node.ts';

/** A mark that stands alone: the others of its conflict are gone. */
const LONE_MARKER = /^(?:<{7}|>{7}|\|{7}|={7})(?=[ \r\n]|$)[^\r\n]*/gm;

/** A text of the same length in which no mark of a merge conflict is left, and a fault for each conflict. */
export function withoutConflicts(text: string): { readonly text: string; readonly faults: readonly YamlFault[] } {
  if (!text.includes('<<<<<<<') && !text.includes('>>>>>>>')) return { text, faults: [] };
  const { text: left, errors } = setConflictsAside(text);
  const faults: YamlFault[] = errors.map(({ message, range }) => ({ kind: 'conflict', message, range }));
  const clean = left.replace(LONE_MARKER, (marker: string, start: number) => {
    const message = 'This mark of a merge conflict is left over. Remove the line.';
    faults.push({ kind: 'conflict', message, range: { start, end: start + marker.length } });
    return ' '.repeat(marker.length);
  });
  return { text: clean, faults };
}

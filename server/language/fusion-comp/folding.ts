import { type ScannedToken, scanTokens } from '../../formats/comp/format/scan-tokens.ts';
import type { Comp, Scope } from '../../formats/comp/model.ts';
import type { TableNode } from '../../formats/comp/nodes.ts';
import { PerTool } from '../../formats/comp/per-tool.ts';
import type { Fold } from '../answers/folding.ts';

/** The tables of a tool that go over several lines, without those of the tools inside. */
const foldsInTool = new PerTool<Fold>(
  ({ table }, text) => foldsIn(table, text, 0),
  (fold, move) => ({ ...fold, start: move(fold.start), end: move(fold.end) }),
);

/** The tables and comments of a comp that go over several lines; `undefined` comes in between. */
export function* foldsOf(comp: Comp): Generator<Fold | undefined> {
  if (comp.root !== undefined) yield* foldsIn(comp.root, comp.text, 0);
  for (const tool of comp.tools) {
    const depth = 2 * depthOf(tool.scope);
    for (const fold of foldsInTool.ofTool(comp, tool)) yield { ...fold, depth: fold.depth + depth };
    yield undefined;
  }
  yield* commentsOf(comp.text);
}

/** A tool is in its `Tools` table, and that in the tool around it. */
function depthOf(scope: Scope): number {
  return scope.parent === undefined ? 1 : 1 + depthOf(scope.parent);
}

function* foldsIn(table: TableNode, text: string, depth: number): Generator<Fold> {
  const fold = foldOfTable(table, text, depth);
  if (fold === undefined) return;
  yield fold;
  for (const { key, value } of table.entries) {
    if (value?.kind !== 'table') continue;
    const inner = key?.name === 'Tools' ? foldOfTable(value, text, depth + 1) : undefined;
    if (inner !== undefined) yield inner;
    else if (key?.name !== 'Tools') yield* foldsIn(value, text, depth + 1);
  }
}

/** The inside of a table; absent for one that is on one line, and so is all that is inside of it. */
function foldOfTable({ open, close, end }: TableNode, text: string, depth: number): Fold | undefined {
  const fold = { kind: 'table', start: open + 1, end: close === -1 ? end : close, depth } as const;
  return open !== -1 && breaksLine(text, fold.start, fold.end) ? fold : undefined;
}

function breaksLine(text: string, start: number, end: number): boolean {
  const at = text.indexOf('\n', start);
  return at !== -1 && at < end;
}

/** Block comments, and line comments on neighbouring lines, as far as the text can be read. */
function* commentsOf(text: string): Generator<Fold | undefined> {
  // Few comps have any, and the rest need not be read for this.
  if (!text.includes('--')) return;
  let run: ScannedToken[] = [];
  let previous = 0;
  for (const token of scanTokens(text)) {
    const isNext = token.kind === 'line-comment' && run.length > 0 && linesBetween(text, previous, token.start) === 1;
    if (!isNext) {
      yield foldOf(run);
      run = [];
    }
    if (token.kind === 'block-comment' && breaksLine(text, token.start, token.end)) yield foldOf([token, token]);
    if (token.kind === 'line-comment' && isAlone(text, token.start)) run.push(token);
    previous = token.end;
  }
  yield foldOf(run);
}

function foldOf(comments: readonly ScannedToken[]): Fold | undefined {
  const first = comments[0];
  const last = comments.at(-1);
  if (first === undefined || last === undefined || comments.length === 1) return undefined;
  return { kind: 'comment', start: first.start, end: last.end, depth: 0 };
}

/** True where nothing but blanks stands before `offset` on its line. */
function isAlone(text: string, offset: number): boolean {
  return /(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, offset - 200), offset));
}

function linesBetween(text: string, start: number, end: number): number {
  return text.slice(start, end).match(/\r\n|\r|\n/g)?.length ?? 0;
}

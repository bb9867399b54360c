import {
  type CancellationToken,
  type FoldingRange,
  FoldingRangeKind,
  type FoldingRangeParams,
  FoldingRangeRequest,
} from 'vscode-languageserver';
import type { Fold } from '../answers/folding.ts';
import { documentHandler, type FeatureContext, type LanguageFeature } from '../feature.ts';
import { LIMITS } from '../limit-notices.ts';
import type { OpenDocument } from '../open-document.ts';
import { gather, type Pausing } from '../pausing.ts';

/** Gathers the outermost of many stretches, at most so many. */
class Outermost {
  readonly #limit: number;
  /** By how deep they are. */
  readonly #ranges: FoldingRange[][] = [];
  #count = 0;
  /** There were more. */
  isCut = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(range: FoldingRange, depth: number): void {
    while (this.#ranges.length <= depth) this.#ranges.push([]);
    this.#ranges[depth]?.push(range);
    this.#count += 1;
    if (this.#count <= this.#limit) return;
    this.#ranges.findLast((ranges) => ranges.length > 0)?.pop();
    this.#count -= 1;
    this.isCut = true;
  }

  /** In the order of the lines; of those that begin on one line the outermost, since editors fold one for a line. */
  take(): FoldingRange[] {
    const byLine = new Map<number, FoldingRange>();
    for (const range of this.#ranges.flat()) if (!byLine.has(range.startLine)) byLine.set(range.startLine, range);
    return [...byLine.values()].sort((a, b) => a.startLine - b.startLine);
  }
}

/** Takes the folds of a document to `outermost`; comes back where the work may pause. */
function* collect(
  document: OpenDocument,
  folds: Pausing<Fold>,
  outermost: Outermost,
  linesOnly: boolean,
): Generator<undefined> {
  for (const fold of folds) {
    const range = fold && toRange(document, fold, linesOnly);
    if (fold !== undefined && range !== undefined) outermost.add(range, fold.depth);
    yield undefined;
  }
}

function toRange(document: OpenDocument, fold: Fold, linesOnly: boolean): FoldingRange | undefined {
  const { start, end } = document.rangeOf(fold);
  const kind = fold.kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {};
  // A line that begins with the closing mark stays to be seen.
  const endLine = linesOnly && fold.kind === 'table' ? end.line - 1 : end.line;
  if (endLine <= start.line) return undefined;
  const characters = linesOnly ? {} : { startCharacter: start.character, endCharacter: end.character };
  return { startLine: start.line, endLine, ...characters, ...kind };
}

/** What can be folded away in a document. */
async function findFolds(
  document: OpenDocument,
  { client, notices }: FeatureContext,
  token: CancellationToken,
): Promise<FoldingRange[]> {
  const { foldsLinesOnly, mostFolds = LIMITS['folding ranges'] } = client.navigation;
  const outermost = new Outermost(mostFolds);
  const folds = document.model?.folds?.() ?? [];
  await gather(collect(document, folds, outermost, foldsLinesOnly), document, token);
  if (outermost.isCut) notices.add(document.uri, 'folding ranges', mostFolds);
  return outermost.take();
}

/** Folding: `textDocument/foldingRange`. */
export const foldingRanges: LanguageFeature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  register(context) {
    context.connection.onRequest(
      FoldingRangeRequest.type,
      documentHandler<FoldingRangeParams, FoldingRange[]>(
        context,
        FoldingRangeRequest.method,
        [],
        (document, _params, token) => findFolds(document, context, token),
      ),
    );
  },
};

import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import type { TextRange } from '../text/range.ts';
import { TreeBuilder } from './build-tree.ts';
import { withoutConflicts } from './conflicts.ts';
import { sourceTokens } from './source-tokens.ts';
import { MOST_FAULTS, syntaxFault, tagFault, withoutRepeats } from './syntax-faults.ts';
import type { YamlAlias, YamlFault, YamlNode } from './yaml-node.ts';

/** A text that is to be YAML, with the place of everything in it. */
export interface YamlText {
  readonly text: string;
  /** What the first document holds; absent where it is empty. */
  readonly root: YamlNode | undefined;
  /** What breaks the rules of YAML, in the order of the text. */
  readonly faults: readonly YamlFault[];
  /** Everything that has an anchor, in the order of the text. */
  readonly anchored: readonly YamlNode[];
  readonly aliases: readonly YamlAlias[];
  readonly comments: readonly TextRange[];
  /** The lines `---` and `...`, and directives. */
  readonly marks: readonly TextRange[];
}

/** So many lexemes are read in one step, which takes about a millisecond. */
const LEXEMES_IN_STEP = 1_000;

const TOO_DEEP = 'Lists and maps are nested too deep to be read.';

/**
 * Reads a text. Never throws: what is wrong is among the faults, and what can be read of the rest is there. Offsets are
 * those of the text also with a BOM, and the time grows no faster than the text.
 */
export function parseYaml(text: string): YamlText {
  const reading = parseYamlInSteps(text);
  for (;;) {
    const { done, value } = reading.next();
    if (done === true) return value;
  }
}

/** As `parseYaml`; other work can be done wherever it yields. */
export function* parseYamlInSteps(text: string): Generator<undefined, YamlText> {
  const { text: readable, faults: conflicts } = withoutConflicts(text);
  yield undefined;
  const tokens = yield* tokensOf(readable);
  yield undefined;
  const { anchors, comments, marks, tooDeep } = sourceTokens(tokens);
  if (tooDeep !== undefined) {
    const range = { start: tooDeep, end: Math.min(tooDeep + 1, text.length) };
    const faults: readonly YamlFault[] = [{ kind: 'syntax', message: TOO_DEEP, range }];
    return { text, root: undefined, faults, anchored: [], aliases: [], comments, marks };
  }
  yield undefined;
  const [document, second] = compose(tokens, readable.length);
  yield undefined;
  const { root, anchored, aliases, faults } = new TreeBuilder(readable, anchors).build(document?.contents ?? null);
  const syntax = (document?.errors ?? []).map((error) => syntaxFault(error, readable));
  const tags = (document?.warnings ?? []).flatMap((warning) => tagFault(warning, readable) ?? []);
  const all = [...conflicts, ...withoutRepeats(syntax), ...tags, ...secondDocument(second, marks), ...faults];
  all.sort((a, b) => a.range.start - b.range.start);
  return { text, root, faults: all.slice(0, MOST_FAULTS), anchored, aliases, comments, marks };
}

/** The tokens of a text, which take most of the time of reading it. */
function* tokensOf(text: string): Generator<undefined, readonly CST.Token[]> {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    lexemes += 1;
    if (lexemes % LEXEMES_IN_STEP === 0) yield undefined;
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

/** The documents of a text; those after the second are not read. */
function compose(tokens: readonly CST.Token[], length: number): readonly Document.Parsed[] {
  // Whether keys are unique is found out while the tree is built: here it would be each key against each.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'error' });
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
}

function secondDocument(second: Document.Parsed | undefined, marks: readonly TextRange[]): readonly YamlFault[] {
  if (second === undefined) return [];
  const start = second.range[0];
  const range = marks.findLast((mark) => mark.start <= start) ?? { start, end: start };
  const message = 'A second document begins here (---); the file may hold one only.';
  return [{ kind: 'syntax', message, range }];
}

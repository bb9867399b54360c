import type { FrameDialect } from '../frames/dialect.ts';
import { frameDialect } from '../frames/dialects/all-dialects.ts';
import type { TextRange } from '../text/range.ts';
import { FrameText } from './frame-text.ts';

/** What a file of frame ranges holds. */
export interface FrameLines {
  /** A frame text for each line that is neither blank nor a comment. */
  readonly texts: readonly FrameText[];
  readonly comments: readonly TextRange[];
  /** The name of the dialect that a comment at the head gives, also one that nobody knows. */
  readonly dialect: { readonly name: string; readonly range: TextRange } | undefined;
}

const COMMENT = /^[ \t]*(?:#|\/\/)/;

/** `# dialect: fileseq` */
const DIALECT = /^([ \t]*(?:#!?|\/\/)[ \t]*dialect[ \t]*[:=][ \t]*)([^\s]+)/i;

/**
 * Reads a file of frame ranges: each line is one frame text, and lines that begin with `#` or `//` are comments. A
 * comment before the first frame text names the dialect of all of them: `# dialect: fileseq`. Without one they are in
 * Compline's own.
 */
export function readFrameLines(text: string): FrameLines {
  const lines: TextRange[] = [];
  const comments: TextRange[] = [];
  let named: FrameLines['dialect'];
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const start = index + (index === 0 && line.startsWith('\uFEFF') ? 1 : 0);
    const content = text.slice(start, index + line.length);
    if (content.trim() === '') continue;
    const trimmed = trimmedRange(content, start);
    if (!COMMENT.test(content)) {
      lines.push(trimmed);
      continue;
    }
    comments.push(trimmed);
    const [, lead = '', name] = DIALECT.exec(content) ?? [];
    if (named !== undefined || name === undefined || lines.length > 0) continue;
    named = { name, range: { start: start + lead.length, end: start + lead.length + name.length } };
  }
  const dialect = named && frameDialect(named.name);
  return { texts: lines.map((range) => lineText(text, range, dialect)), comments, dialect: named };
}

/** The frame text that may be written at an offset: on a blank line. */
export function lineAt(text: string, { dialect }: FrameLines, offset: number): FrameText | undefined {
  const { before, after } = aroundOf(text, offset);
  if (/[^\s\uFEFF]/.test(before + after)) return undefined;
  return lineText(text, { start: offset, end: offset }, dialect && frameDialect(dialect.name));
}

/** The name of a dialect that stands, or is to stand, at an offset in a comment: `# dialect: ` with the cursor behind it. */
export function dialectCommentAt(text: string, offset: number): TextRange | undefined {
  const { before, after } = aroundOf(text, offset);
  const [, lead] = /^([ \t]*(?:#!?|\/\/)[ \t]*dialect[ \t]*[:=][ \t]*)[^\s]*$/i.exec(before) ?? [];
  if (lead === undefined) return undefined;
  const rest = /^[^\s]*/.exec(after)?.[0] ?? '';
  return { start: offset - before.length + lead.length, end: offset + rest.length };
}

/** What stands before and after an offset on its line. */
function aroundOf(text: string, offset: number): { readonly before: string; readonly after: string } {
  const head = text.slice(0, offset);
  const start = Math.max(head.lastIndexOf('\n'), head.lastIndexOf('\r')) + 1;
  const end = text.slice(offset).search(/[\r\n]/);
  return { before: head.slice(start), after: text.slice(offset, end === -1 ? undefined : offset + end) };
}

function lineText(text: string, range: TextRange, dialect: FrameDialect | undefined): FrameText {
  const place = { range, whole: range, write: (newText: string) => newText };
  return new FrameText(place, text.slice(range.start, range.end), dialect);
}

function trimmedRange(content: string, start: number): TextRange {
  const begin = content.length - content.trimStart().length;
  return { start: start + begin, end: start + Math.max(begin, content.trimEnd().length) };
}

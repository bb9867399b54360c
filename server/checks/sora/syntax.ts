import type { JsonFault } from '../../formats/json/json-tree.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { Observation } from '../check.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This is no value of JSON: words stand in double quotes.',
  InvalidNumberFormat: 'This is no number of JSON.',
  PropertyNameExpected: 'A key in double quotes is missing here.',
  ValueExpected: 'A value is missing here.',
  ColonExpected: 'A colon is missing between the key and its value.',
  CommaExpected: 'A comma is missing before this.',
  CloseBraceExpected: 'The object is not closed: a } is missing.',
  CloseBracketExpected: 'The list is not closed: a ] is missing.',
  EndOfFileExpected: 'The project has ended before this.',
  InvalidCommentToken: 'JSON has no comments: Sora Studio does not load the project.',
  UnexpectedEndOfComment: 'JSON has no comments: Sora Studio does not load the project.',
  UnexpectedEndOfString: 'The text is not closed: a " is missing on this line.',
  UnexpectedEndOfNumber: 'The number breaks off.',
  InvalidUnicode: 'Four hexadecimal digits have to follow \\u.',
  InvalidEscapeCharacter: 'JSON does not have this escape: a backslash is written twice.',
  InvalidCharacter: 'A line break or tab in a text is written \\n or \\t.',
  TooDeep: 'The project is nested more than 200 deep and is not read.',
};

/** Text that no JSON reader takes. */
export const soraSyntax: DocumentCheck<CheckedProject> = {
  code: 'sora-syntax',
  title: 'The text is no JSON object.',
  defaultSeverity: 'error',
  *run({ project: { text, tree, root } }) {
    if (/^\ufeff?\s*$/.test(text)) {
      yield { message: 'The file is empty: a project is an object, at least {}.', range: { start: 0, end: 0 } };
      return;
    }
    let last: JsonFault | undefined;
    for (const fault of tree.faults) {
      // What follows from the same slip is said once.
      if (last !== undefined && followsFrom(text, last, fault)) continue;
      last = fault;
      yield observation(text, fault);
    }
    if (root === undefined && tree.root !== undefined && tree.faults.length === 0) {
      const { offset, length } = tree.root;
      yield {
        message: 'A project is an object: it begins with { and ends with }.',
        range: { start: offset, end: offset + length },
      };
    }
  },
};

/** Whether a fault is there because of the one before: at its place, or for want of the value that it spoiled. */
function followsFrom(text: string, last: JsonFault, { code, range }: JsonFault): boolean {
  if (range.start <= last.range.end) return true;
  return (
    last.code === 'InvalidSymbol' && code === 'ValueExpected' && text.slice(last.range.end, range.start).trim() === ''
  );
}

function observation(text: string, { code, range }: JsonFault): Observation {
  if (code === 'InvalidSymbol' && /^(?:NaN|Infinity)$/.test(text.slice(range.start, range.end))) {
    return { message: 'JSON has no NaN and no Infinity: write a number, or null.', range };
  }
  const comma = code === 'ValueExpected' || code === 'PropertyNameExpected' ? commaBefore(text, range) : undefined;
  if (comma === undefined) return { message: MESSAGES[code] ?? 'This is no JSON.', range };
  return {
    message: 'There is a comma too many: nothing follows it.',
    range: comma,
    fixes: [{ title: 'Remove the comma', edits: [{ range: comma, newText: '' }], preferred: true }],
  };
}

/** The comma before a brace or bracket that closes, if there is one. */
function commaBefore(text: string, { start }: TextRange): TextRange | undefined {
  if (!/[\]}]/.test(text[start] ?? '')) return undefined;
  let at = start - 1;
  while (at >= 0 && /\s/.test(text[at] ?? '')) at -= 1;
  return text[at] === ',' ? { start: at, end: at + 1 } : undefined;
}

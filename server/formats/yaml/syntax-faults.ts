import type { YAMLParseError, YAMLWarning } from 'yaml';
import type { YamlFault } from './yaml-node.ts';

/** So many faults are told at most: one slip can make every line after it wrong. */
export const MOST_FAULTS = 100;

/** What the `yaml` package says, in words that tell what to do. */
const MESSAGES: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  BAD_ALIAS: 'This is no alias. Write a name after the *, or quote the text.',
  BAD_PROP_ORDER: 'An anchor or tag has to stand after the indicators ?, : and -.',
  BLOCK_AS_IMPLICIT_KEY: 'A key stands where only a value can. Put it on a line of its own.',
  BLOCK_IN_FLOW: 'Between brackets this reads as a key with a value. Quote a text that ends with a colon.',
  MULTILINE_IMPLICIT_KEY: 'A key has to be on one line, with its colon.',
  MULTIPLE_ANCHORS: 'A value has two anchors. Remove one.',
  MULTIPLE_DOCS: 'A second document begins here (---); the file may hold one only.',
  NON_STRING_KEY: 'This key is no text. Quote it.',
  TAB_AS_INDENT: 'YAML does not indent with tabs. Use blanks.',
  UNEXPECTED_TOKEN: 'This does not belong here.',
};

/** A fault of the syntax that the `yaml` package has found, or an alias that it does not like. */
export function syntaxFault({ code, pos, message }: YAMLParseError, text: string): YamlFault {
  const start = Math.min(pos[0], text.length);
  const end = Math.min(Math.max(pos[1], start), text.length);
  const fault: YamlFault = { kind: 'syntax', message: wordsOf(code, message), range: { start, end } };
  return code === 'TAB_AS_INDENT' ? withoutTabs(fault, text) : fault;
}

/** A tag that readers do not know: Ramses then takes nothing of the text. */
export function tagFault({ code, pos, message }: YAMLWarning, text: string): YamlFault | undefined {
  if (code !== 'TAG_RESOLVE_FAILED') return undefined;
  const range = { start: Math.min(pos[0], text.length), end: Math.min(pos[1], text.length) };
  const name = text.slice(range.start, range.end);
  return { kind: 'tag', message: `The tag ${/^!\S*$/.test(name) ? name : message} is not known. Remove it.`, range };
}

/** Without those that say the same of the same place: each of several open brackets is missed at the end. */
export function withoutRepeats(faults: readonly YamlFault[]): readonly YamlFault[] {
  return [
    ...new Map(faults.map((fault) => [`${fault.range.start} ${fault.range.end} ${fault.message}`, fault])).values(),
  ];
}

function wordsOf(code: YAMLParseError['code'], message: string): string {
  if (code === 'MISSING_CHAR' && /Implicit (?:map )?keys need/.test(message)) {
    return 'A colon is missing after this key.';
  }
  const [line = message] = message.split('\n');
  const bracket = /^Flow (?:map|sequence) .*end with a ([}\]])$/.exec(line)?.[1];
  if (bracket !== undefined) return `A bracket is not closed: ${bracket} is missing.`;
  const quote = /^Missing closing (["'])/.exec(line)?.[1];
  if (quote !== undefined) return `A quote is not closed: ${quote} is missing.`;
  return MESSAGES[code] ?? (/[.!?]$/.test(line) ? line : `${line}.`);
}

/** Each tab of the indent becomes two blanks. */
function withoutTabs(fault: YamlFault, text: string): YamlFault {
  const { start } = fault.range;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const indent = /^[\t ]*/.exec(text.slice(lineStart, lineStart + 1_000))?.[0] ?? '';
  if (!indent.includes('\t')) return fault;
  const range = { start: lineStart, end: lineStart + indent.length };
  const edits = [{ range, newText: indent.replaceAll('\t', '  ') }];
  return { ...fault, range, repair: { title: 'Indent with blanks', edits } };
}

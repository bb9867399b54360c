/** A place in a file that a line names: lines count from 1. */
export interface LogPlace {
  readonly file: string;
  readonly line?: number;
}

/** A file's name with an extension, a drive before it or not; no colon but that of the drive. */
const FILE = '(?<file>(?:[A-Za-z]:)?[^\\s:"\'()|<>*?][^:"\'()|<>*?\\n]{0,400}\\.[A-Za-z]\\w{0,9})';

/** How programs name a place, the surest first. All are searched in the first 1 000 characters of a line. */
const FORMS: readonly RegExp[] = [
  // Python.
  /\bFile "(?<file>[^"]{1,400})", line (?<line>\d{1,9})/,
  // MEL and Maya's file reader: file: C:/x/y.mel line 12, Error reading file … at line 12.
  new RegExp(`\\bfile: ?${FILE},? (?:at )?line:? (?<line>\\d{1,9})`),
  new RegExp(`(?:^|[ "'(])${FILE}['"]?,? (?:\\(|at )?line:? (?<line>\\d{1,9})`),
  // Compilers, Lua, Nuke: path:12 or path:12:3; path(12).
  new RegExp(`(?:^|[ "'(\\[])${FILE}:(?<line>\\d{1,9})(?=[:,) ]|$)`),
  new RegExp(`(?:^|[ "'])${FILE}\\((?<line>\\d{1,9})(?:,\\d{1,9})?\\)`),
];

const SEARCHED = 1_000;

/** The place that a line names; undefined where it names none. */
export function placeIn(line: string): LogPlace | undefined {
  const text = line.slice(0, SEARCHED);
  if (!/\d/.test(text) || !text.includes('.')) return undefined;
  for (const form of FORMS) {
    const groups = form.exec(text)?.groups;
    if (groups?.file !== undefined) return { file: groups.file.trim(), line: Number(groups.line) };
  }
  return undefined;
}

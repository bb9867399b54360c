import { describe, expect, test } from 'vitest';
import { readingSheet, readSheet } from '../../../../../server/formats/sora/csv/read-sheet.ts';
import { LARGEST_SHEET, writeCell } from '../../../../../server/formats/sora/csv/sheet.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(`\ufeff${text}`, (it) => it.charCodeAt(0)).buffer);

function read(bytes: Uint8Array) {
  const { columns, rows, faults, delimiter, isUtf8 } = readSheet(bytes);
  return {
    columns: columns.map(({ name }) => name),
    rows,
    faults: faults.map(({ message }) => message),
    delimiter,
    isUtf8,
  };
}

describe('tables are read whatever they are written with', () => {
  const ROWS = [
    ['a fox', 'the harbour'],
    ['a crow', 'über der Stadt'],
  ];
  test.each<[name: string, bytes: Uint8Array]>([
    ['commas', utf8('subject,place\na fox,the harbour\na crow,über der Stadt\n')],
    ['semicolons', utf8('subject;place\na fox;the harbour\na crow;über der Stadt')],
    ['tabs', utf8('subject\tplace\na fox\tthe harbour\na crow\tüber der Stadt')],
    ['CRLF and a byte-order mark', utf8('\ufeffsubject,place\r\na fox,the harbour\r\na crow,über der Stadt\r\n')],
    ['quotes', utf8('"subject","place"\n"a fox","the harbour"\na crow,"über der Stadt"\n')],
    ['blanks around cells', utf8('subject , place\n a fox, the harbour\na crow ,über der Stadt\n')],
    ['line ends of every kind', utf8('\r\nsubject,place\ra fox,the harbour\na crow,über der Stadt\r\n')],
    ['quotes with blanks around them', utf8('subject,place\n "a fox" ,the harbour\na crow, "über der Stadt"')],
    ['blank lines', utf8('\n\nsubject,place\n\na fox,the harbour\n,\na crow,über der Stadt\n\n')],
    [
      'a line of Excel that names the delimiter',
      utf8('sep=;\nsubject;place\na fox;the harbour\na crow;über der Stadt\n'),
    ],
  ])('%s', (_name, bytes) => {
    expect(read(bytes)).toMatchObject({ columns: ['subject', 'place'], rows: ROWS, faults: [], isUtf8: true });
  });

  test('UTF-16, with a word about it', () => {
    const found = read(utf16('subject;place\na fox;the harbour\na crow;über der Stadt\n'));
    expect(found).toMatchObject({ rows: ROWS, isUtf8: false });
    expect(found.faults).toEqual(['is UTF-16. It is read, but other programs may not: save it as UTF-8.']);
  });

  test('what Excel writes in Western Europe, with a word about it', () => {
    const found = read(latin1('subject;place\na fox;the harbour\na crow;\xfcber der Stadt\n'));
    expect(found).toMatchObject({ rows: ROWS, isUtf8: false });
    expect(found.faults).toEqual([
      'is not UTF-8 and is read as Windows-1252, as Excel saves it: save it as “CSV UTF-8”.',
    ]);
  });

  test('cells with delimiters, quotes and line breaks', () => {
    expect(read(utf8('a,b\n"x, y","say ""hi""\nthere"\n')).rows).toEqual([['x, y', 'say "hi"\nthere']]);
  });
});

describe('what is wrong is told with line and column', () => {
  test.each<[name: string, csv: string, faults: readonly string[]]>([
    ['nothing in it', ' \n', ['is empty.']],
    ['no rows', 'a,b\n', ['has columns and no rows.']],
    [
      'a short row',
      'a,b\n1\n',
      ['has 1 of 2 cells on line 2. The rest is taken for empty.', 'has nothing in the column “b”.'],
    ],
    [
      'a long row after blank lines and a cell of two lines',
      'a,b\n"1\n1",2\n\n1,2,3\n',
      ['has 3 of 2 cells on line 5. The rest is left out: is a delimiter not in quotes?'],
    ],
    ['a column twice', 'a,b,a\n1,2,3\n', ['has the column “a” twice, 1 and 3: the first one is used.']],
    ['a column without name', 'a,\n1,2\n', ['has no name for column 2: nothing can be filled from it.']],
    ['an empty column', 'a,b\n1,\n2,\n', ['has nothing in the column “b”.']],
    [
      'a quote that is not closed',
      'a,b\n1,2\n"3,4\n5,6\n',
      ['opens a quote on line 3 and never closes it: what follows is lost.'],
    ],
    [
      'a quote inside of a cell',
      'a,b\n5" wide,2\n3,4\n',
      ['has a quote inside of a cell on line 2: put the cell in quotes and write "" there.'],
    ],
    [
      'words after a quote',
      'a,b\n1,2\n"x"y,2\n',
      ['has words after a closing quote on line 3: a quote inside of a cell is written "".'],
    ],
    ['no text', 'abcd\0\0efgh', ['is no text.']],
  ])('%s', (_name, csv, faults) => {
    expect([...read(utf8(csv)).faults].sort()).toEqual([...faults].sort());
  });

  test('a quote inside of a cell costs nothing but its quotes', () => {
    expect(read(utf8('a,b\n5" wide,2\n3,4\n')).rows).toEqual([
      ['5" wide', '2'],
      ['3', '4'],
    ]);
  });

  test('quotes in the wrong place are letters, and rows go on after them', () => {
    expect(read(utf8('a,b\n"x"y,2\n3,"4" 5" "\n"6\n7""",8\n')).rows).toEqual([
      ['"x"y', '2'],
      ['3', '"4" 5" "'],
      ['6\n7"', '8'],
    ]);
  });

  test('a header without names takes no row with it', () => {
    expect(read(utf8(',\n1,2\n')).rows).toEqual([['1', '2']]);
  });

  test('many faults are cut', () => {
    const { faults } = read(utf8(`a,b\n${'1\n'.repeat(50)}`));
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toBe('has 31 more faults of these kinds.');
  });

  test('a large file is not read', () => {
    expect(read(new Uint8Array(LARGEST_SHEET + 1)).faults).toEqual([
      'has more than 8 MB and is not read: divide it, and name the parts in `meta.compline.csv`.',
    ]);
  });

  test('a table of a hundred thousand rows is read, and does not hold its reader', () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `Brno,${index}`);
    const reading = readingSheet(utf8(`city,n\n${lines.join('\n')}`));
    let steps = 0;
    let step = reading.next();
    for (; step.done !== true; step = reading.next()) steps += 1;
    expect(step.value.rows).toHaveLength(100_000);
    expect(step.value.rows.at(-1)).toEqual(['Brno', '99999']);
    expect(steps).toBeGreaterThanOrEqual(50);
  });
});

test('columns stand where an editor shows them', () => {
  const { columns } = readSheet(utf8('\ufeff\n"the ""hero""", place 😀,"x"\n1,2,3\n'));
  expect(columns).toEqual([
    { name: 'the "hero"', line: 1, character: 0, length: 14 },
    { name: 'place 😀', line: 1, character: 16, length: 8 },
    { name: 'x', line: 1, character: 25, length: 3 },
  ]);
});

test.each([
  ['hero', 'hero'],
  ['a,b', '"a,b"'],
  ['a;b', 'a;b'],
  ['say "hi"', '"say ""hi"""'],
  [' x', '" x"'],
])('%j is written as %j', (text, cell) => {
  expect(writeCell(text, ',')).toBe(cell);
});

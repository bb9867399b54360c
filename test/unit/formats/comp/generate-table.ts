import fc from 'fast-check';
import { cleanComp, cleanSetting } from '../../../bench/plant/clean-comp.ts';
import { compText, tokenSoup } from './generate-comp.ts';
import { placeEdit, randomEdit } from './random-edits.ts';

const blank = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 6,
    arbitrary: fc.constantFrom(' ', '\t', '\n', '\r\n', '\r', '\v', '\f', ' \n\t ', '-- a "{ [\n', '--\r', '--]]\r\n'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\u00a0', '\ufeff', '\u2028', '\0', '--[x\n', '--[[ } ]]', '--[=[\n]=]', '-'),
  },
);

const name = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('A', '_', 'b2', 'Composition', 'Tools', 'ordered', 'trueish', 'False', 'e5'),
  },
  { weight: 1, arbitrary: fc.constantFrom('目', 'a.b', 'true', '2b', 'é', 'A\u00a0') },
);

const number = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('0', '-0', '12', '-3.5', '5.', '2.22e-16', '5.55e-017', '1E+05', '1e5') },
  { weight: 1, arbitrary: fc.constantFrom('.5', '-.5', '0x1F', '-0x10', '1e', '1.2.3', '- 5', '5a', '1_', '+1') },
);

const string = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(
      '""',
      "''",
      '"a b"',
      `'it "is"'`,
      '"a\\"b\\\\"',
      '"}, {"',
      '"-- [["',
      '"目\ufffd\0"',
      '"\\065"',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"\\\n"', '"\\\r\n"', '"open', '"\\"', '[[long]]', '[=[\n}]=]', "'\\", '"\u2028"'),
  },
);

const type = fc.constantFrom(
  'FuID',
  'ordered',
  'Tools',
  'ordered()',
  'ordered ( )',
  'A.B',
  'Fuse.X.y',
  'a . b',
  'ordered(',
  'A.',
  'true',
);

const { table } = fc.letrec<{ table: string; value: string; entry: string }>((tie) => ({
  entry: fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fc.constant('') },
        { weight: 4, arbitrary: name },
        {
          weight: 3,
          arbitrary: fc.tuple(blank, fc.oneof(string, number), blank).map((parts) => `[${parts.join('')}]`),
        },
        { weight: 1, arbitrary: fc.constantFrom('[]', '[A]', '["a"', '"a"', 'A.B') },
      ),
      blank,
      blank,
      tie('value'),
    )
    .map(([key, before, after, value]) => (key === '' ? value : `${key}${before}=${after}${value}`)),
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'table' },
    fc.oneof(number, string, fc.constantFrom('true', 'false')),
    tie('table'),
    fc.tuple(type, blank, tie('table')).map((parts) => parts.join('')),
    name,
  ),
  table: fc
    .tuple(
      fc.array(fc.tuple(blank, tie('entry'), blank), { maxLength: 4, depthIdentifier: 'table' }),
      fc.oneof({ weight: 12, arbitrary: fc.constant(',') }, fc.constantFrom(';', '', ',,')),
      fc.constantFrom('', ',', ' , '),
      blank,
    )
    .map(([entries, separator, last, end]) => {
      const inside = entries.map((parts) => parts.join('')).join(separator);
      return `{${inside}${entries.length === 0 ? '' : last}${end}}`;
    }),
}));

/** A table in every way that it may be written, and in some that are wrong. */
export const tableText: fc.Arbitrary<string> = fc
  .tuple(blank, fc.constantFrom('', '', 'Composition', 'Composition ', 'Compositions', 'ordered()'), table, blank)
  .map((parts) => parts.join(''));

/** A comp some of whose lines are joined, or broken elsewhere than Fusion breaks them. */
export const shakenText: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(compText, fc.constantFrom(cleanComp(1), cleanSetting('Glow'))),
    fc.infiniteStream(fc.tuple(fc.nat(9), fc.constantFrom('', ' ', '\n', '\n\t\t', '\r', '\t\n\n'))),
  )
  .map(([text, changes]) =>
    text.replace(/[ \n]\t*/g, (written) => {
      const [dice, blanks] = changes.next().value;
      return dice === 0 ? ` ${blanks}` : written;
    }),
  );

/** A text of the format after some edits. */
export const editedText: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(compText, shakenText, tableText), fc.array(randomEdit, { minLength: 1, maxLength: 3 }))
  .map(([begin, edits]) =>
    edits.reduce((text, edit) => {
      const { start, end } = placeEdit(text, edit);
      return text.slice(0, start) + edit.text + text.slice(end);
    }, begin),
  );

/** Texts of all kinds: sound, damaged, and of no kind at all. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  compText,
  { weight: 2, arbitrary: shakenText },
  { weight: 3, arbitrary: tableText },
  { weight: 3, arbitrary: editedText },
  tokenSoup.map((soup) => `{ ${soup} }`),
  tokenSoup,
);

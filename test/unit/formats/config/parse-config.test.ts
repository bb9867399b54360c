import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../server/formats/config/parse-config.ts';

const start = 'version: 1\nproject: { id: DEMO }\n';

test('what is left out has its default', () => {
  const { config, problems } = parseConfig(
    `${start}steps: { COMP: {} }\nrenderers: { r: { program: p, args: [] } }\nshots: { A: { frames: '1' } }\n`,
  );
  expect(problems).toEqual([]);
  expect(config).toMatchObject({
    layout: 'ramses',
    silence: [],
    steps: { COMP: { chunkSize: 10, retries: 1 } },
    shots: { A: { handles: 0 } },
  });
});

describe('what is wrong is told at its place', () => {
  // `»` stands in front of the place that each problem is told at.
  test.each([
    [
      'an unknown key, with the nearest',
      `${start}»frameRat: 24\n`,
      ['Unknown key "frameRat". Did you mean "frameRate"?'],
    ],
    [
      'one without a near one',
      `${start}»colour: blue\n`,
      [/Unknown key "colour"\. Known here: version, extends, project,/],
    ],
    [
      'one in a step and one in a renderer',
      `${start}steps:\n  COMP:\n    »chunksize: 3\nrenderers:\n  r: { program: p, args: [], »timout: 3 }\n`,
      [/"chunksize".*"chunkSize"/, /"timout".*"timeout"/],
    ],
    ['a wrong type', `${start}frameRate: »fast\n`, [/^frameRate: .*expected number/]],
    ['a wrong severity', `${start}checks:\n  dangling-source: »fatal\n`, [/checks\.dangling-source/]],
    [
      'a check that does not exist',
      `${start}checks:\n  »media-mising: error\n`,
      [/no check "media-mising".*"media-missing"/],
    ],
    ['one with no near one', `${start}checks: { »x: off }\n`, ['There is no check "x".']],
    [
      'one that is silenced',
      `${start}silence:\n  - { codes: »saver-formt, files: "*" }\n  - { codes: [last-file, »lastfile], files: "*" }\n`,
      [/"saver-formt".*"saver-format"/, /"lastfile".*"last-file"/],
    ],
    ['an unknown key of it', `${start}silence: [{ codes: last-file, files: "*", »wy: x }]\n`, [/Unknown key "wy"/]],
    ['a missing key', 'version: 1\n»project:\n  name: x\n', ['The key "project.id" is missing.']],
    ['a missing section', '»version: 1\n', ['The key "project" is missing.']],
    ['no version', '»project: { id: DEMO }\n', ['The key "version" is missing. Write "version: 1".']],
    ['a version in quotes', "version: »'1'\nproject: { id: DEMO }\n", [/expected a whole number/]],
    ['a version that nobody wrote', 'version: »0\nproject: { id: DEMO }\n', [/No Compline wrote version 0/]],
    [
      'roots that are no paths',
      `${start}roots:\n  plates: { windows: »/mnt, linux: »mnt, map: »'P:' }\n  »1st: { linux: /mnt }\n`,
      [
        /a drive or a share/,
        /begins with \//,
        /two letters or more and a colon/,
        /roots\.1st: A name begins with a letter/,
      ],
    ],
    [
      'frames of a shot',
      `${start}shots:\n  A: { frames: 1001-»x }\n  B: { frames: »'1-10,20' }\n  C: { frames: »1-9x2 }\n  D: { frames: '1-5,6-9' }\n`,
      [/./, 'A shot has every frame from its first to its last: 1-20?', /1-9\?/],
    ],
    [
      'frames of a shot from the last to the first',
      `${start}shots: { A: { frames: »1100-1001 } }\n`,
      ['A shot has every frame from its first to its last: 1001-1100?'],
    ],
    [
      'numbers beyond their limits',
      `${start.replace('DEMO', '»DEMO_LONG')}frameRate: »-1\nstartFrame: »1e20\nsteps: { A: { chunkSize: »0, retries: »-1 } }\n`,
      [
        'project.id: expected 1 to 10 letters, digits, + or -.',
        'frameRate: expected more than 0, found -1.',
        'startFrame: expected 9007199254740991 at most, found 100000000000000000000.',
        'steps.A.chunkSize: expected more than 0, found 0.',
        'steps.A.retries: expected 0 or more, found -1.',
      ],
    ],
    [
      'what has nothing in it',
      `${start}roles: { lead: [»''] }\nsilence: [{ codes: »[], files: x }]\n`,
      ['roles.lead.0: it is empty. Fill it, or remove it.', 'silence.0.codes: it is empty. Fill it, or remove it.'],
    ],
    [
      'severities as others call them',
      `${start}checks: { no-saver: »warn, last-file: »Off, saver-padding: »~ }\n`,
      [
        /"warn" is none of these: .*\. Did you mean "warning"\?$/,
        /Did you mean "off"\?$/,
        'checks.saver-padding: it is empty, which is none of these: error, warning, information, hint, off.',
      ],
    ],
    ['a drive between brackets', `${start}roots: { a: { windows: »P:, linux: /x } }\n`, [/Quote a text that ends/]],
    ['a role', `${start}roles: { »suprvisor: [jo] }\n`, ['Unknown key "suprvisor". Did you mean "supervisor"?']],
    ['a newer version', 'version: »2\nproject: { id: DEMO }\n', [/reads version 1/]],
    ['a syntax error', `${start}steps: [a, b\n»`, [/./]],
    ['a key twice', `${start}»project: { id: B }\n`, [/unique/]],
    ['a list', '»- a\n', [/is to hold keys and values; there is a list/]],
    ['nothing', '»', [/empty/]],
    [
      'a renderer that is not there',
      `${start}steps: { COMP: { renderer: »ffmpg } }\nrenderers: { ffmpeg: { program: p, args: [] } }\n`,
      [/no renderer "ffmpg".*"ffmpeg"/],
    ],
    [
      'an unknown placeholder',
      `${start}renderers: { r: { program: p, args: ['{first}', '»{frame}'] } }\n`,
      [/Unknown placeholder \{frame\}/],
    ],
    ['a brace that stands alone', `${start}renderers: { r: { program: p, args: ['»{first'] } }\n`, [/stands alone/]],
    [
      'a pattern that is none',
      `${start}renderers: { r: { program: p, args: [], progress: [»'(?<done>'] } }\n`,
      [/regular expression/],
    ],
    [
      'a pattern that tells nothing',
      `${start}renderers: { r: { program: p, args: [], progress: [»'\\d+'] } }\n`,
      [/needs a group/],
    ],
  ])('%s', (_name, marked, messages) => {
    const places = [...marked.matchAll(/»/g)].map(({ index }, before) => {
      const lines = marked.slice(0, index).replaceAll('»', '').split('\n');
      return { place: [lines.length - 1, lines.at(-1)?.length], before };
    });
    const { config, problems } = parseConfig(marked.replaceAll('»', ''));
    expect(config).toBeUndefined();
    expect(problems.map(({ line, character }) => [line, character])).toEqual(places.map(({ place }) => place));
    for (const [index, message] of messages.entries()) {
      const told = problems[index]?.message;
      if (typeof message === 'string') expect(told).toBe(message);
      else expect(told).toMatch(message);
    }
  });
});

test('anchors that multiply without end are refused', () => {
  const bomb = [
    'a: &a [x]',
    ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${Array(20).fill(`*${'abcdefg'[at]}`)}]`),
  ];
  const { config, problems } = parseConfig(bomb.join('\n'));
  expect(config).toBeUndefined();
  expect(problems).toHaveLength(1);
});

import { expect, test } from 'vitest';
import type { FileFact } from '../../../../server/language/answers/file-facts.ts';
import { followMoves } from '../../../../server/language/disk-moves.ts';
import { fusionComp } from '../../../../server/language/fusion-comp/fusion-comp.ts';
import type { LanguageSupport } from '../../../../server/language/language-support.ts';
import { editsAfter, namesFiles } from '../../../../server/language/workspace/follow-names.ts';
import type { KnownFile } from '../../../../server/language/workspace/workspace.ts';
import { Roots } from '../../../../server/project/roots.ts';
import { fakeLanguage } from '../fake-language.ts';

/** A language of lines `key: path`, quoted or not: what `spec` names begins at the project, all else at the file. */
const lines: LanguageSupport = {
  ...fakeLanguage(() => ({})),
  *facts(text): Generator<FileFact | undefined> {
    for (const [line, content] of text.split('\n').entries()) {
      const [, key = '', written = '', style = '', path = ''] = /^(\w+): ((["']?)(.*)\3)$/.exec(content) ?? [];
      const place = { line, character: key.length + 2, length: written.length };
      yield { kind: 'path', path, place, style, ...(key === 'spec' && { relativeTo: 'project' }) };
      yield undefined;
    }
  },
  writeText: (text, style = '') => `${style}${text}${style}`,
};

async function file(path: string, support: LanguageSupport, text: string): Promise<KnownFile> {
  const facts = [...((await support.facts?.(text)) ?? [])].filter((fact) => fact !== undefined);
  return { uri: `file://${path}`, version: null, support, facts };
}

const CONFIG = ['extends: ../studio.yaml', 'spec: specs/comp.yaml', "spec: './specs/roto.yaml'", 'spec: /lib/x.yaml'];
const PROJECT: readonly KnownFile[] = await Promise.all([
  file('/show/compline.yaml', lines, CONFIG.join('\n')),
  file('/show/boards/a.sora', lines, 'image: "refs/a b.png"\ntable: ../tables/shots.csv'),
  file(
    '/show/shots/a.comp',
    fusionComp,
    '{ Tools = { L = Loader { Clips = { Clip { Filename = "../boards/refs/a b.png" } } } } }',
  ),
  file('/other/a.sora', lines, 'spec: specs/comp.yaml'),
  file(
    '/show/roots.sora',
    lines,
    [
      'a: P:\\plates\\x\\a.exr',
      'a: p:/plates/x/a.exr',
      'a: Plates:x/a.exr',
      'a: /Volumes/plates/x/a.exr',
      'a: /mnt/plates/x/a.exr',
    ].join('\n'),
  ),
]);

/** The folder of plates has a path on each platform, and a map that Fusion knows. */
const ROOTS = new Roots(
  { plates: { linux: '/mnt/plates', windows: 'P:\\plates', macos: '/Volumes/plates', map: 'Plates:' } },
  'linux',
);

/** What moves change, by file. */
function after(...moves: readonly (readonly [from: string, to: string])[]): Record<string, string[]> {
  const changes = moves.map(([from, to]) => ({ oldUri: `file://${from}`, newUri: `file://${to}` }));
  const projectOf = (uri: string) => (uri.startsWith('file:///show/') ? { root: '/show', roots: ROOTS } : undefined);
  const edits = [...editsAfter(PROJECT, changes, followMoves, projectOf)].filter((edit) => edit !== undefined);
  return Object.fromEntries(
    edits.map(({ uri, edits }) => [
      uri.replace('file://', ''),
      edits.map(({ range, newText }) => `${range.start.line}:${range.start.character} ${newText}`),
    ]),
  );
}

test
  .skipIf(process.platform === 'win32')
  .each<readonly [string, readonly (readonly [string, string])[], Record<string, string[]>]>([
    [
      'a file that is named from the project',
      [['/show/specs/comp.yaml', '/show/specs/c 2.yaml']],
      { '/show/compline.yaml': ['1:6 specs/c 2.yaml'] },
    ],
    [
      'its folder, in the style in which each is written',
      [['/show/specs', '/show/lib/specs']],
      { '/show/compline.yaml': ['1:6 lib/specs/comp.yaml', "2:6 './lib/specs/roto.yaml'"] },
    ],
    ['a file by its absolute path', [['/lib/x.yaml', '/lib/y.yaml']], { '/show/compline.yaml': ['3:6 /lib/y.yaml'] }],
    [
      'what it extends',
      [['/studio.yaml', '/studio/base.yaml']],
      { '/show/compline.yaml': ['0:9 ../studio/base.yaml'] },
    ],
    [
      'a picture, in every language',
      [['/show/boards/refs/a b.png', '/show/boards/refs/c.png']],
      { '/show/boards/a.sora': ['0:7 "refs/c.png"'], '/show/shots/a.comp': ['0:53 "../boards/refs/c.png"'] },
    ],
    [
      'the naming file, whose own names begin elsewhere then',
      [['/show/boards/a.sora', '/show/a.sora']],
      { '/show/boards/a.sora': ['0:7 "boards/refs/a b.png"', '1:7 tables/shots.csv'] },
    ],
    [
      'the naming file with what it names beside it',
      [['/show/boards', '/show/old/boards']],
      {
        '/show/boards/a.sora': ['1:7 ../../tables/shots.csv'],
        '/show/shots/a.comp': ['0:53 "../old/boards/refs/a b.png"'],
      },
    ],
    [
      'the configuration alone, and the project with it',
      [['/show/compline.yaml', '/show/sub/compline.yaml']],
      { '/show/compline.yaml': ['0:9 ../../studio.yaml', '1:6 ../specs/comp.yaml', "2:6 '../specs/roto.yaml'"] },
    ],
    ['the whole project', [['/show', '/shows/a']], { '/show/compline.yaml': ['0:9 ../../studio.yaml'] }],
    [
      'what is written for other platforms and with a map of Fusion, by the roots of the project,',
      [['/mnt/plates/x', '/mnt/plates/y/x']],
      {
        '/show/roots.sora': [
          '0:3 P:\\plates\\y\\x\\a.exr',
          '1:3 P:/plates/y/x/a.exr',
          '2:3 Plates:y/x/a.exr',
          '3:3 /Volumes/plates/y/x/a.exr',
          '4:3 /mnt/plates/y/x/a.exr',
        ],
      },
    ],
    [
      'what leaves the roots, as far as there is a name for it,',
      [['/mnt/plates/x', '/elsewhere/x']],
      { '/show/roots.sora': ['4:3 /elsewhere/x/a.exr'] },
    ],
    ['what nobody names', [['/show/specs/other.yaml', '/show/specs/x.yaml']], {}],
  ])('%s is followed', (_name, moves, expected) => {
  expect(after(...moves)).toEqual(expected);
});

test.skipIf(process.platform === 'win32')('a path map of the file goes before that of a root of the same name', () => {
  const changes = [{ oldUri: 'file:///mnt/plates/x', newUri: 'file:///mnt/plates/y' }];
  const nameAfter = (maps: ReadonlyMap<string, string>) =>
    followMoves(changes)({ uri: 'file:///show/a.comp', maps, root: '/show', roots: ROOTS })('Plates:x/a.exr');
  expect(nameAfter(new Map())).toBe('Plates:y/a.exr');
  expect(nameAfter(new Map([['plates:', '/other/']]))).toBeUndefined();
});

test('the project is asked for where files are named', async () => {
  const other = await file('/show/b.comp', fusionComp, '{ Tools = { A = Blur { } } }');
  expect([...PROJECT, other].map(namesFiles)).toEqual([...PROJECT.map(() => true), false]);
});

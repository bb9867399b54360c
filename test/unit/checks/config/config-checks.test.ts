import { describe, expect, test } from 'vitest';
import { configKind } from '../../../../server/checks/config-kind.ts';
import { applyEdits } from '../../../../server/formats/text/apply-edits.ts';
import { readMarks } from '../../formats/marked-text.ts';

const HEAD = 'version: 1\nproject: { id: DEMO }\n';
const RENDERER = "renderers: { fusion: { program: fusion, args: ['{comp}'] } }\n";

/** What the text alone says: marks around what is found, its code, severity and message; the text after the first fix. */
interface Case {
  readonly name: string;
  readonly marked: string;
  readonly finds: string | RegExp;
  readonly fixed?: string;
}

const CASES: readonly Case[] = [
  {
    name: 'an unknown key',
    marked: `${HEAD}«framerate»: 24\n`,
    finds: 'config-invalid error Unknown key "framerate". Did you mean "frameRate"?',
    fixed: `${HEAD}frameRate: 24\n`,
  },
  {
    name: 'an unknown key in CRLF, after emoji',
    marked: '# 🎬 show\r\nversion: 1\r\nproject: { id: A, name: "🎬", «nmae»: x }\r\n',
    finds: 'config-invalid error Unknown key "nmae". Did you mean "name"?',
    fixed: '# 🎬 show\r\nversion: 1\r\nproject: { id: A, name: "🎬", name: x }\r\n',
  },
  {
    name: 'a key twice',
    marked: `${HEAD}frameRate: 24\n«frameRate»: 25\n`,
    finds: /^config-invalid error .*frameRate/,
  },
  {
    name: 'a value in quotes',
    marked: `${HEAD}frameRate: «'24'»\n`,
    finds: /^config-invalid error frameRate: expected number/,
    fixed: `${HEAD}frameRate: 24\n`,
  },
  {
    name: 'a severity',
    marked: `${HEAD}checks: { machine-path: «warnin» }\n`,
    finds: /^config-invalid error .*Did you mean "warning"/,
    fixed: `${HEAD}checks: { machine-path: warning }\n`,
  },
  {
    name: 'a missing key',
    marked: `version: 1\n«project»: { name: x }\n`,
    finds: 'config-invalid error The key "project.id" is missing.',
  },
  { name: 'a syntax fault', marked: `${HEAD}steps: [a, b\n«»`, finds: /^config-invalid error/ },
  {
    name: 'a newer version',
    marked: 'version: «2»\nproject: { id: DEMO }\n',
    finds: /^config-version error .*newer Compline/,
  },
  {
    name: 'no version',
    marked: '«p»roject: { id: DEMO }\n',
    finds: /^config-version error The key "version" is missing/,
    fixed: 'version: 1\nproject: { id: DEMO }\n',
  },
  {
    name: 'a renderer',
    marked: `${HEAD}steps: { COMP: { renderer: «"fusoin"» } }\n${RENDERER}`,
    finds: 'config-renderer error There is no renderer "fusoin" under "renderers". Did you mean "fusion"?',
    fixed: `${HEAD}steps: { COMP: { renderer: fusion } }\n${RENDERER}`,
  },
  {
    name: 'a placeholder',
    marked: `${HEAD}renderers: { r: { program: p, args: [-a, 'x-«{frist}»-y'] } }\n`,
    finds: 'config-placeholder error Unknown placeholder {frist}. Did you mean {first}?',
    fixed: `${HEAD}renderers: { r: { program: p, args: [-a, 'x-{first}-y'] } }\n`,
  },
  {
    name: 'a placeholder in an argument with escapes',
    marked: `${HEAD}renderers: { r: { program: p, args: [«"\\t{}"»] } }\n`,
    finds: /^config-placeholder error Unknown placeholder \{\}/,
  },
  {
    name: 'a brace that stands alone',
    marked: `${HEAD}renderers: { r: { program: p, args: ['«}»'] } }\n`,
    finds: /^config-placeholder error A } stands alone/,
    fixed: `${HEAD}renderers: { r: { program: p, args: ['}}'] } }\n`,
  },
  {
    name: 'a pattern of progress',
    marked: `${HEAD}renderers: { r: { program: p, args: [], progress: [«'\\d+'»] } }\n`,
    finds: /^config-progress error The pattern tells nothing/,
  },
  {
    name: 'a pattern that can take for ever',
    marked: `${HEAD}renderers: { r: { program: p, args: [], patterns: { error: [«'(a+)+b'»] } } }\n`,
    finds: /^config-progress error This can take for ever/,
  },
  {
    name: 'a pattern that is slow',
    marked: `${HEAD}renderers: { r: { program: p, args: [], patterns: { error: [«'.*a.*b'»] } } }\n`,
    finds: /^config-progress warning Slow on long lines/,
  },
  {
    name: 'a pattern of output without a path',
    marked: `${HEAD}renderers: { r: { preset: blender, patterns: { output: [«Saved»] } } }\n`,
    finds: 'config-progress error The pattern tells nothing: it needs a group (?<path>…).',
  },
  {
    name: 'a preset',
    marked: `${HEAD}renderers: { r: { preset: «blendr» } }\n`,
    finds: /^config-invalid error .*Did you mean "blender"/,
    fixed: `${HEAD}renderers: { r: { preset: blender } }\n`,
  },
  {
    name: 'a renderer that says nothing of what it runs',
    marked: `${HEAD}renderers: { «r»: { timeout: 3 } }\n`,
    finds: 'config-renderer error A renderer needs "program" and "args", or a "preset" that says what it runs.',
  },
  {
    name: 'a preset without its script',
    marked: `${HEAD}renderers: { «r»: { preset: mayapy } }\n`,
    finds: 'config-renderer error The preset mayapy runs a script of the project: name it by "script".',
  },
  {
    name: 'a placeholder by the name that another program has for it',
    marked: `${HEAD}renderers: { r: { program: p, args: [[-e, '«{end}»']] } }\n`,
    finds: 'config-placeholder error Unknown placeholder {end}. Did you mean {last}?',
    fixed: `${HEAD}renderers: { r: { program: p, args: [[-e, '{last}']] } }\n`,
  },
  {
    name: 'a script that nobody names',
    marked: `${HEAD}renderers: { r: { program: p, args: [«'{script}'»] } }\n`,
    finds: 'config-placeholder error {script} stands for nothing: the renderer has no "script".',
  },
  {
    name: 'a format that no preset knows',
    marked: `${HEAD}renderers: { r: { program: p, args: [«'{format}'»] } }\n`,
    finds: /^config-placeholder error \{format\} stands for nothing/,
  },
  {
    name: 'a dialect of frames',
    marked: `${HEAD}renderers: { r: { preset: blender, frames: «nuk» } }\n`,
    finds: /^config-invalid error .*Did you mean "nuke"/,
    fixed: `${HEAD}renderers: { r: { preset: blender, frames: nuke } }\n`,
  },
  {
    name: 'a check',
    marked: `${HEAD}checks: { «machine-paht»: off }\n`,
    finds: 'config-check error There is no check "machine-paht". Did you mean "machine-path"?',
    fixed: `${HEAD}checks: { machine-path: off }\n`,
  },
  {
    name: 'a check of a step',
    marked: `${HEAD}steps: { COMP: { checks: { «machine-paht»: off, no-saver: off } } }\n`,
    finds: 'config-check error There is no check "machine-paht". Did you mean "machine-path"?',
    fixed: `${HEAD}steps: { COMP: { checks: { machine-path: off, no-saver: off } } }\n`,
  },
  {
    name: 'a check that is silenced',
    marked: `${HEAD}silence: [{ codes: [last-file, «lastfile»], files: '*' }]\n`,
    finds: /^config-check error/,
    fixed: `${HEAD}silence: [{ codes: [last-file, last-file], files: '*' }]\n`,
  },
  {
    name: 'frames',
    marked: `${HEAD}shots: { A: { frames: 1-«x» } }\n`,
    finds: /^config-frames error Found "x"/,
  },
  {
    name: 'frames with gaps',
    marked: `${HEAD}shots: { A: { frames: «1-9x2» } }\n`,
    finds: /^config-frames error .*1-9\?$/,
    fixed: `${HEAD}shots: { A: { frames: '1-9' } }\n`,
  },
  {
    name: 'roots with one folder',
    marked: `${HEAD}roots:\n  a: { windows: 'P:\\', linux: /a, macos: /a }\n  b: { windows: «'p:/'», linux: /A, macos: /b }\n`,
    finds: 'config-root warning The root "a" is this folder on Windows as well.',
  },
  {
    name: 'roots with one path map',
    marked: `${HEAD}roots:\n  a: { windows: 'P:\\', linux: /a, macos: /a, map: 'Plates:' }\n  b: { windows: 'Q:', linux: /b, macos: /b, map: «'plates:'» }\n`,
    finds: 'config-root warning The root "a" has the path map plates: as well.',
  },
  {
    name: 'roots of which one says nothing of a platform',
    marked: `${HEAD}roots:\n  a: { windows: 'P:\\', linux: /, macos: /a }\n  b: { windows: 'Q:\\', linux: «''», macos: /b }\n`,
    finds: /^config-invalid error roots\.b\.linux: Write a path that begins with/,
  },
  {
    name: 'a root without any platform',
    marked: `${HEAD}roots:\n  «a»: {}\n`,
    finds: 'config-root-platform information The root "a" has no path on any platform.',
  },
  {
    name: 'a root without a platform',
    marked: `${HEAD}roots:\n  «a»: { linux: /a }\n`,
    finds: 'config-root-platform information The root "a" has no path on Windows and macOS.',
  },
  {
    name: 'a type of farm',
    marked: `${HEAD}farms: { a: { type: «slurn» } }\n`,
    finds: /^config-invalid error .*Did you mean "slurm"/,
    fixed: `${HEAD}farms: { a: { type: slurm } }\n`,
  },
  {
    name: 'an address of a farm with a password',
    marked: `${HEAD}farms: { a: { type: slurm, url: «'https://me:secret@slurm.example'» } }\n`,
    finds: /^config-invalid error .*without a password/,
  },
  {
    name: 'a setting of a farm',
    marked: `${HEAD}farms: { a: { type: slurm, «acount»: x } }\n`,
    finds: /^config-invalid error Unknown key "acount"\. Did you mean "account"/,
    fixed: `${HEAD}farms: { a: { type: slurm, account: x } }\n`,
  },
  {
    name: 'a farm that is not described',
    marked: `${HEAD}farm: «stduio»\nfarms: { studio: { type: slurm } }\n`,
    finds:
      'config-farm-unknown error There is no farm "stduio" under "farms"; local is this machine. Did you mean "studio"?',
    fixed: `${HEAD}farm: studio\nfarms: { studio: { type: slurm } }\n`,
  },
  {
    name: 'a farm without what its type needs',
    marked: `${HEAD}farms: { «cloud»: { type: deadline-cloud, region: eu-central-1 } }\n`,
    finds: 'config-farm-incomplete error A farm of Deadline Cloud needs "farmId" and "queueId".',
  },
  {
    name: 'a socket of a farm that has none',
    marked: `${HEAD}farms: { a: { type: deadline, url: «'unix:/run/a'» } }\n`,
    finds: /^config-farm-incomplete error Only Slurm answers at a socket/,
  },
  {
    name: 'a setting of another type, in CRLF, with a comment',
    marked: `${HEAD}farms:\r\n  a:\r\n    type: slurm\r\n    «show»: demo # 🎬\r\n    pool: p\r\n`,
    finds: 'config-farm-incomplete warning "show" says nothing to Slurm.',
    fixed: `${HEAD}farms:\r\n  a:\r\n    type: slurm\r\n    pool: p\r\n`,
  },
  {
    name: 'a setting of another type, the last in braces',
    marked: `${HEAD}farms: { a: { type: slurm, «facility»: x } }\n`,
    finds: 'config-farm-incomplete warning "facility" says nothing to Slurm.',
    fixed: `${HEAD}farms: { a: { type: slurm } }\n`,
  },
  {
    name: 'a setting of another type, the first in braces',
    marked: `${HEAD}farms: { a: { «region»: eu-central-1, type: slurm } }\n`,
    finds: 'config-farm-incomplete warning "region" says nothing to Slurm.',
    fixed: `${HEAD}farms: { a: { type: slurm } }\n`,
  },
  {
    name: 'a farm by an address that everybody can listen at',
    marked: `${HEAD}farms: { a: { type: deadline, url: «'http://deadline.studio:8082'» } }\n`,
    finds: /^config-farm-incomplete information Not encrypted, so no credential is sent there/,
  },
  ...(
    [
      ['/05-SHOTS/**', '05-SHOTS/**'],
      ['./05-SHOTS/**', '05-SHOTS/**'],
      ['05-SHOTS\\**', '05-SHOTS/**'],
      ['05-SHOTS/', '05-SHOTS/**'],
      ['../other/**', undefined],
      ['P:\\show\\**', undefined],
      ['a/{b,c', undefined],
    ] as const
  ).map(
    ([pattern, better]): Case => ({
      name: `a pattern: ${pattern}`,
      marked: `${HEAD}silence: [{ codes: last-file, files: «'${pattern}'» }]\n`,
      finds: /^config-silence warning/,
      ...(better !== undefined && {
        fixed: `${HEAD}silence: [{ codes: last-file, files: ${better.includes('*') ? `'${better}'` : better} }]\n`,
      }),
    }),
  ),
  {
    name: 'a render spec outside of the project',
    marked: `${HEAD}steps: { COMP: { renderSpec: «a/../../x.yaml» } }\n`,
    finds: /^config-path warning This render spec is outside of the project/,
  },
  {
    name: 'a render spec of one machine',
    marked: `${HEAD}steps: { COMP: { renderSpec: «/x.yaml» } }\n`,
    finds: /^config-path warning This render spec is on one machine/,
  },
  {
    name: 'a program with the slashes of Windows',
    marked: `${HEAD}renderers: { r: { program: «bin\\render», args: [] } }\n`,
    finds: /^config-path warning Only Windows takes/,
    fixed: `${HEAD}renderers: { r: { program: bin/render, args: [] } }\n`,
  },
];

describe('what the text of a configuration shows', () => {
  test.each(CASES)('$name', async ({ marked, finds, fixed }) => {
    const { text, ranges } = readMarks(marked);
    const file = await configKind.read(text);
    const found = [...file.findings({})].filter((finding) => finding !== undefined);
    const told = found.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
    expect(told).toHaveLength(1);
    if (typeof finds === 'string') expect(told[0]).toBe(finds);
    else expect(told[0]).toMatch(finds);
    const [finding] = found;
    if (finds instanceof RegExp && finds.source.includes('"version" is missing')) expect(finding?.range.start).toBe(0);
    else expect(finding?.range).toEqual(ranges[0]);
    const fix = finding?.fixes?.[0];
    expect(fix && applyEdits(text, fix.edits)).toBe(fixed);
  });
});

test.each([
  ['a project', `${HEAD}${RENDERER}steps: { COMP: { renderer: fusion, renderSpec: a/x.yaml } }\n`],
  [
    'a program on this machine, and one on PATH',
    `${HEAD}renderers: { a: { program: /opt/x, args: [] }, b: { program: x, args: [] } }\n`,
  ],
  [
    'a part: what is missing is in another one',
    'version: 1\nsteps: { COMP: { renderer: nuke } }\nrenderers: { fusion: { timeout: 3 } }\nroots: { a: { linux: /a } }\n',
  ],
  [
    'farms',
    `${HEAD}farm: local\nfarms: { a: { type: slurm, url: 'unix:/run/slurm' }, b: { type: flamenco, url: 'http://f.studio:8080' }, c: { type: deadline, url: 'http://localhost:8082' }, d: { type: deadline, url: 'http://d.studio:8082', unencrypted: true } }\n`,
  ],
  [
    'a part with a farm: what is missing is in another one',
    'version: 1\nfarm: studio\nfarms: { cue: { type: opencue, show: demo } }\n',
  ],
  ['what builds on others', `${HEAD}extends: ../a.compline.yaml\nsteps: { COMP: { renderer: nuke } }\n`],
  ['patterns', `${HEAD}silence: [{ codes: last-file, files: ['**/*.comp', 'a/{b,c}/**', 'x.setting'] }]\n`],
  [
    'roots inside of each other',
    `${HEAD}roots:\n  a: { windows: 'P:\\', linux: /a, macos: /a }\n  b: { windows: 'P:\\b', linux: /a/b, macos: /a/b }\n`,
  ],
])('%s is sound', async (_name, text) => {
  const file = await configKind.read(text);
  expect([...file.findings({})].filter((finding) => finding !== undefined)).toEqual([]);
});

test('severities hold, and off leaves a check out', async () => {
  const file = await configKind.read(`${HEAD}framerate: 1\nroots: { a: { linux: /a } }\n`);
  const found = [...file.findings({ 'config-root-platform': 'off', 'config-invalid': 'hint' })];
  expect(found.flatMap((finding) => finding?.severity ?? [])).toEqual(['hint']);
});

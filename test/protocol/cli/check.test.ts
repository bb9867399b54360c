import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../server/cli/check/report.ts';
import { compline } from './command-line.ts';

const sample = fileURLToPath(new URL('../../fixtures/sample-project', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'check-'));
  await cp(sample, path.join(folder, 'project'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

const check = (...args: string[]) => compline(['check', ...args], { cwd: folder });
const put = (name: string, content: string | Uint8Array) => writeFile(path.join(folder, name), content);

async function codesOf(...args: string[]): Promise<Record<string, string[]>> {
  const { out } = await check('--format', 'json', ...args);
  const report: CheckReport = JSON.parse(out);
  return Object.fromEntries(report.files.map((it) => [path.basename(it.path), it.diagnostics.map((d) => d.code)]));
}

describe('compline check', () => {
  it('finds what is wrong in the sample project, and nothing else', async () => {
    expect(await codesOf('project')).toEqual({
      'DEMO_S_SH010_COMP.comp': ['dangling-source', 'saver-no-create-dir'],
      'DEMO_S_SH010_ROTO.comp': ['comp-syntax'],
      'DEMO_S_SH020_COMP.comp': [],
      'DEMO_S_SH020_PRECOMP.comp': ['savers-same-file', 'savers-same-file'],
      'comp.renderspec.yaml': [],
      'compline.yaml': [],
      'teaser.sorastudio': Array(4).fill('sora-model-retired'),
    });
  });

  it('prints one JSON document with the paths as given, ranges as LSP has them, and counts', async () => {
    const line = '\t\tA = Merge { Inputs = { B = Input { SourceOp = "C" } } },';
    const character = line.indexOf('C"');
    await put('a.comp', `Composition {\n\tTools = {\n${line}\n\t},\n}\n`);
    const { code, out, err } = await check('a.comp', '--json');
    expect(JSON.parse(out)).toEqual({
      files: [
        {
          path: 'a.comp',
          diagnostics: [
            {
              code: 'dangling-source',
              severity: 'error',
              message: expect.stringContaining('C'),
              range: { start: { line: 2, character }, end: { line: 2, character: character + 1 } },
            },
          ],
        },
      ],
      summary: { files: 1, errors: 1, warnings: 0 },
    });
    expect([code, err]).toEqual([1, '']);
  });

  it('mends what it can safely, and tells what it did and what is left', async () => {
    const saver = (more: string) =>
      `Composition {\n\tTools = {\n\t\tS = Saver { Inputs = { Clip = Input { Value = Clip { Filename = "a.exr" } },${more} } },\n\t},\n}\n`;
    await put('fix.comp', saver(''));
    const { code, out } = await check('--fix', 'fix.comp');
    expect(out.split('\n')).toEqual([
      'fix.comp fixed: Create the folder during the render (CreateDir)',
      'fix.comp:3:3 warning Nothing is connected to the Saver S: it writes no picture. (saver-no-input)',
      '1 file checked: 0 errors, 1 warning',
      '',
    ]);
    expect(code).toBe(0);
    const again = JSON.parse((await check('--fix', '--json', 'fix.comp')).out);
    expect(again).toMatchObject({ fixed: [], summary: { warnings: 1 } });
  });

  it('exits with 0 where there are no errors', async () => {
    await put('clean.comp', 'Composition {\n\tTools = {\n\t},\n}\n');
    expect(await check('clean.comp')).toEqual({ code: 0, out: '1 file checked: 0 errors, 0 warnings\n', err: '' });
  });

  it('exits with 2 and says why for a path that does not exist, and for an unknown option', async () => {
    const missing = await check('nowhere.comp');
    expect(missing).toMatchObject({ code: 2, out: '', err: expect.stringContaining('nowhere.comp') });
    expect(await check('--frobnicate', '.')).toMatchObject({ code: 2, err: expect.stringContaining('--frobnicate') });
    expect(await check()).toMatchObject({ code: 2, err: expect.stringContaining('path') });
    expect(await check('--format', 'xml', '.')).toMatchObject({ code: 2, err: expect.stringContaining('xml') });
  });

  it('prints the error as JSON too where JSON was asked for', async () => {
    const { code, out } = await check('nowhere.comp', '--json');
    expect([code, JSON.parse(out).error.code]).toEqual([2, 'not-found']);
  });

  const damaged: readonly [name: string, content: string | Uint8Array, codes: string[]][] = [
    ['empty.comp', '', ['file-not-comp']],
    ['binary.comp', Uint8Array.from({ length: 4096 }, (_, index) => (index * 7) % 256), ['file-not-comp']],
    ['utf16.comp', Buffer.from('\ufeffComposition {\n}\n', 'utf16le'), ['file-encoding']],
    [
      'memory.comp',
      Buffer.concat([Buffer.from('Composition {\n\tA = "'), Buffer.from([0xf9, 0xdd]), Buffer.from('",\n}\n')]),
      ['file-encoding'],
    ],
    ['cut.comp', 'Composition {\n\tTools = {\n\t\tA = Merge {\n\t\t\tInputs = {', ['comp-syntax']],
  ];
  it.each(damaged)('gives %s one clear finding', async (name, content, codes) => {
    await put(name, content);
    expect(await codesOf(name)).toEqual({ [name]: codes });
  });

  it('does not read a file over 50 MB', async () => {
    await put('large.comp', new Uint8Array(50 * 1024 * 1024 + 1));
    expect(await codesOf('large.comp')).toEqual({ 'large.comp': ['file-too-large'] });
    await rm(path.join(folder, 'large.comp'));
  });

  it('passes over a compute shader in a folder, and refuses one that is named', async () => {
    await put('project/blur.comp', '#version 450\nlayout(local_size_x = 8) in;\nvoid main() {}\n');
    expect(await codesOf('project')).not.toHaveProperty('blur.comp');
    expect(await codesOf('project/blur.comp')).toEqual({ 'blur.comp': ['file-not-comp'] });
    await rm(path.join(folder, 'project/blur.comp'));
  });

  it('tells what is wrong with a compline.yaml, at its place', async () => {
    await cp(path.join(folder, 'project'), path.join(folder, 'faulty'), { recursive: true });
    await put('faulty/compline.yaml', 'version: 1\nproject:\n  id: DEMO\nframerate: 24\n');
    const { out, code } = await check('--format', 'text', 'faulty');
    expect(out).toMatch(/^faulty\/compline\.yaml:4:1 error .*framerate.*\(config-invalid\)$/m);
    expect(code).toBe(1);
  });

  it("holds to the severities of the project's configuration", async () => {
    await put('faulty/compline.yaml', 'version: 1\nproject:\n  id: DEMO\nchecks:\n  dangling-source: off\n');
    expect((await codesOf('faulty'))['DEMO_S_SH010_COMP.comp']).toEqual(['saver-no-create-dir']);
  });

  it('tells of a configuration that is passed over for its name, and goes on without it', async () => {
    await mkdir(path.join(folder, 'named'));
    await put('named/compline.yml', 'version: 1\nproject: { id: DEMO }\nframerate: 24\n');
    expect(await codesOf('named')).toEqual({ 'compline.yml': ['config-name', 'config-invalid'] });
  });

  it('prints workflow commands for GitHub', async () => {
    const { out } = await check('--format', 'github', 'project/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_PRECOMP');
    expect(out.trim().split('\n')).toHaveLength(2);
    expect(out).toMatch(
      /^::error file=project\/05-SHOTS.*PRECOMP\.comp,line=\d+,col=\d+,endLine=\d+,title=savers-same-file::/,
    );
  });

  it('finds what the project and the disk do not bear out, and leaves out what is silenced', async () => {
    const shot = path.join('05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_PLATE', '_published', '001_OK');
    await cp(path.join(folder, 'project'), path.join(folder, 'gaps'), { recursive: true });
    await rm(path.join(folder, 'gaps', shot, 'DEMO_S_SH020_PLATE.1005.exr'));
    const { out, code } = await check('gaps/05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_COMP');
    expect(out).toMatch(/DEMO_S_SH020_COMP\.comp:\d+:\d+ warning Frame 1005 of \w+ is not on disk\. \(media-gaps\)$/m);
    expect(code).toBe(0);
    const config = 'version: 1\nproject: { id: DEMO }\nsilence: [{ codes: [media-gaps], files: "**/*_COMP.comp" }]\n';
    await put('gaps/compline.yaml', config);
    expect((await codesOf('gaps'))['DEMO_S_SH020_COMP.comp']).toEqual([]);
    expect((await codesOf('gaps'))['DEMO_S_SH020_PRECOMP.comp']).toContain('media-gaps');
  });

  it('says which check was meant where a configuration names one that does not exist', async () => {
    await put('gaps/compline.yaml', 'version: 1\nproject: { id: DEMO }\nchecks: { media-gap: off }\n');
    const { out } = await check('gaps');
    expect(out).toMatch(/compline\.yaml:3:11 error .*"media-gap"\. Did you mean "media-gaps"\? \(config-check\)$/m);
  });
});

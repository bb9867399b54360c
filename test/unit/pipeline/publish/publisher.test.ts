import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyAuditFile } from '../../../../server/pipeline/audit/audit-file.ts';
import { auditFolder } from '../../../../server/pipeline/audit/audit-trail.ts';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { temporaryPath } from '../../../../server/pipeline/files/temporary-name.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { Publish } from '../../../../server/protocol/publishes.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, hidden, publishToEnd, type TestProject, testProject } from './test-project.ts';

const frames = Array.from({ length: 12 }, (_, index) => `DEMO_S_SH020_COMP.${1001 + index}.exr`);
const COMP = 'DEMO_S_SH020_COMP.comp';

describe('a publish', () => {
  test('becomes a version with its frames, the comp, the manifest, the sidecars and an audit line', async () => {
    const project = await testProject();
    const publisher = project.publisher();
    const phases: Publish['phase'][] = [];
    publisher.onChange(({ phase }) => phases.push(phase));
    const bytes = await readFile(project.comp);

    const ended = await publishToEnd(publisher, project.options());
    expect(ended).toMatchObject({
      phase: 'completed',
      version: 1,
      saver: '_FINAL',
      frames: { first: 1001, last: 1012 },
    });
    expect(ended.error).toBeUndefined();
    expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual([
      'collecting',
      'checking',
      'reserving',
      'rendering',
      'verifying',
      'committing',
      'recording',
      'completed',
    ]);

    const version = path.join(project.published, '001_WIP');
    expect(ended.target).toBe(version);
    expect(await readdir(project.published)).toEqual(['001_WIP']);
    expect((await readdir(version)).sort()).toEqual([...frames, COMP, '_ramses_data.json', 'manifest.json'].sort());
    expect(await readFile(path.join(version, COMP))).toEqual(bytes);
    expect(await hidden(project)).toEqual([]);

    const manifest = JSON.parse(await readFile(path.join(version, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      version: 1,
      publish: ended.id,
      comp: `05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_COMP/${COMP}`,
      saver: '_FINAL',
      renderer: 'copy',
      by: 'ann',
      machine: 'ws01',
      compSha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const first = await readFile(path.join(version, frames[0] ?? ''));
    expect(manifest.files.map((file: { name: string }) => file.name)).toEqual(frames);
    expect(manifest.files[0]).toEqual({
      name: frames[0],
      bytes: first.length,
      sha256: createHash('sha256').update(first).digest('hex'),
      image: { format: 'OpenEXR', width: 96, height: 54, channels: ['B', 'G', 'R'], type: 'half', compression: 'zip' },
    });

    const sidecar = JSON.parse(await readFile(path.join(project.stepFolder, '_ramses_data.json'), 'utf8'));
    expect(sidecar[COMP]).toMatchObject({ version: 1, stateShortName: 'WIP', comment: 'first look' });

    const trails = await readdir(auditFolder(project.root));
    expect(trails).toHaveLength(1);
    const trail = path.join(auditFolder(project.root), trails[0] ?? '');
    expect(await verifyAuditFile(trail)).toMatchObject({ lines: 1, problems: [], torn: false });
    expect(JSON.parse(await readFile(trail, 'utf8'))).toMatchObject({
      event: 'publish',
      id: ended.id,
      target: '05-SHOTS/DEMO_S_SH020/DEMO_S_SH020_COMP/_published/001_WIP',
    });
    expect(await publisher.versions(project.root)).toMatchObject([{ number: 1 }, { number: 1 }, { number: 1 }]);
    expect(await publisher.versions(project.root, project.comp)).toMatchObject([
      { number: 1, state: 'WIP', by: 'ann', comment: 'first look', frames: { first: 1001, last: 1012 } },
    ]);
  });

  test('numbers its files as the Saver says, where that begins the sequence elsewhere', async () => {
    const project = await testProject((text) => text.replace("'{first}'", "'{outputFirst}'"));
    const comp = await readFile(project.comp, 'utf8');
    const numbered = 'SetSequenceStart = Input { Value = 1, },\n\t\t\t\tSequenceStartFrame = Input { Value = 1, },';
    await writeFile(project.comp, comp.replace(/CreateDir = Input \{ Value = 1, \},/, `$&\n\t\t\t\t${numbered}`));
    const ended = await publishToEnd(project.publisher(), project.options());
    expect(ended).toMatchObject({ phase: 'completed', frames: { first: 1001, last: 1012 } });
    const files = (await readdir(ended.target ?? '')).filter((name) => name.endsWith('.exr'));
    expect([files[0], files.at(-1), files.length]).toEqual([
      'DEMO_S_SH020_COMP.0001.exr',
      'DEMO_S_SH020_COMP.0012.exr',
      12,
    ]);
  });

  test('is planned before anything is done', async () => {
    const project = await testProject();
    const before = await contents(project.root);
    expect(await project.publisher().plan(project.options({ state: 'OK' }))).toMatchObject({
      kind: 'publish',
      project: project.root,
      comp: project.comp,
      saver: '_FINAL',
      renderer: 'copy',
      frames: { first: 1001, last: 1012 },
      version: 1,
      target: path.join(project.published, '001_OK'),
      files: [frames[0], frames[11]],
      warnings: [],
    });
    expect(await contents(project.root)).toEqual(before);
  });

  test('gets the number after the highest, and two at once get two', async () => {
    const project = await testProject();
    await mkdir(path.join(project.published, '007_OK'), { recursive: true });
    const publisher = project.publisher(undefined, new InstantQueue());
    await Promise.all([publishToEnd(publisher, project.options()), publishToEnd(publisher, project.options())]);
    expect((await readdir(project.published)).sort()).toEqual(['007_OK', '008_WIP', '009_WIP']);
  });

  test('takes another number where a version of its own has come meanwhile', async () => {
    const project = await testProject();
    const publisher = project.publisher();
    const { id } = await publisher.start(project.options());
    await mkdir(path.join(project.published, '001_OK'));
    await publisher.settled();
    expect(await publisher.get(id)).toMatchObject({ phase: 'completed', version: 2 });
    expect((await readdir(project.published)).sort()).toEqual(['001_OK', '002_WIP']);
  });

  test('publishes the comp as it was at the start, whatever happens to the file meanwhile', async () => {
    const project = await testProject();
    const bytes = await readFile(project.comp);
    await project.breakRenderer({ changeComp: project.comp });
    await publishToEnd(project.publisher(), project.options());
    expect(await readFile(path.join(project.published, '001_WIP', COMP))).toEqual(bytes);
    expect(await readFile(project.comp)).not.toEqual(bytes);
  });

  test('keeps what other programs have in the sidecar of the step', async () => {
    const project = await testProject();
    const sidecar = path.join(project.stepFolder, '_ramses_data.json');
    await writeFile(sidecar, JSON.stringify({ [COMP]: { resource: 'x', md5: 'y' }, other: { z: 1 } }));
    await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
    expect(JSON.parse(await readFile(sidecar, 'utf8'))).toMatchObject({
      [COMP]: { resource: 'x', md5: 'y', version: 1 },
      other: { z: 1 },
    });
  });

  test('is refused before anything is done where the frames of the version before would not fit', async () => {
    const project = await testProject();
    const { target = '' } = await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
    const file = path.join(target, 'manifest.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    for (const frame of manifest.files) frame.bytes = 90e12;
    await writeFile(file, JSON.stringify(manifest));
    const before = await contents(project.root);
    await expect(project.publisher(undefined, new InstantQueue()).start(project.options())).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/^1080 TB are needed in /),
    });
    expect(await contents(project.root)).toEqual(before);
  });

  test('moves a damaged sidecar aside and begins a new one', async () => {
    const project = await testProject();
    const sidecar = path.join(project.stepFolder, '_ramses_data.json');
    for (const [torn, aside] of [
      ['{"torn', `${sidecar}.unreadable-1`],
      ['', `${sidecar}.unreadable-2`],
    ] as const) {
      await writeFile(sidecar, torn);
      const ended = await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
      expect(ended).toMatchObject({ phase: 'completed' });
      expect(ended.error).toBeUndefined();
      expect(await readFile(aside, 'utf8')).toBe(torn);
      expect(JSON.parse(await readFile(sidecar, 'utf8'))[COMP].version).toBe(ended.version);
    }
  });

  test('completes and says so where the sidecar cannot be read, which stays as it is', async () => {
    const project = await testProject();
    const sidecar = path.join(project.stepFolder, '_ramses_data.json');
    await mkdir(sidecar);
    const ended = await publishToEnd(project.publisher(undefined, new InstantQueue()), project.options());
    expect(ended).toMatchObject({ phase: 'completed', error: { message: expect.stringContaining('_ramses_data') } });

    await rm(sidecar, { recursive: true });
    const next = project.publisher(undefined, new InstantQueue());
    await next.recover();
    expect((await next.get(ended.id)).error).toBeUndefined();
    expect(JSON.parse(await readFile(sidecar, 'utf8'))[COMP].version).toBe(1);
  });
});

describe('a render that is not what it should be fails the publish and leaves everything as it was', () => {
  test.each([
    ['a frame that is missing', { skip: 1004 }, 'render-failed', /1004/],
    ['a frame that is torn', { tear: 1005 }, 'verification-failed', /1005\.exr: It breaks off within its pixels/],
    [
      'a frame without pixels',
      { tear: 1005, bytes: 2000 },
      'verification-failed',
      /1005\.exr: It (breaks off|is not comp)/,
    ],
    ['a frame that is older than the render', { old: 1006 }, 'verification-failed', /1006\.exr: It is older/],
    ['a file too many', { beside: 'X.1001.exr' }, 'verification-failed', /X\.1001\.exr: It is there/],
    ['an exit code', { stop: 1007 }, 'render-failed', /exit code 3.*1007/],
  ])('%s', async (_name, how, code, message) => {
    const project = await testProject();
    await project.breakRenderer(how);
    const before = await contents(project.root);
    const publisher = project.publisher();
    const ended = await publishToEnd(publisher, project.options());
    expect(ended).toMatchObject({ phase: 'failed', error: { code, message: expect.stringMatching(message) } });
    expect(ended.error?.nextStep).toBeTruthy();
    expect(await readdir(project.published).catch(() => 'none')).toBe('none');
    await publisher.cancel(ended.id);
    expect(await contents(project.root)).toEqual(before);
  });
});

describe('what stands in the way of a publish is told before anything is done', () => {
  const cases: readonly [string, string, (project: TestProject) => Promise<void>][] = [
    [
      'a comp with an error',
      'comp-has-errors',
      ({ comp }) => replaceIn(comp, /SourceOp = "Plate"/, 'SourceOp = "Palte"'),
    ],
    [
      'a comp that is cut off',
      'comp-has-errors',
      async ({ comp }) => {
        const text = await readFile(comp, 'utf8');
        await writeFile(comp, text.slice(0, text.length / 2));
      },
    ],
    [
      'a frame of the plate that is missing, where the project takes that for an error',
      'comp-has-errors',
      async ({ root, comp }) => {
        await appendFile(path.join(root, 'compline.yaml'), 'checks: { media-gaps: error }\n');
        const plate = path.join(path.dirname(comp), '../DEMO_S_SH020_PLATE/_published/001_OK');
        await rm(path.join(plate, 'DEMO_S_SH020_PLATE.1005.exr'));
      },
    ],
    ['an empty comp', 'comp-unreadable', ({ comp }) => writeFile(comp, '')],
    ['a binary', 'comp-unreadable', ({ comp }) => writeFile(comp, Buffer.alloc(5000))],
    ['UTF-16', 'comp-unreadable', ({ comp }) => writeFile(comp, '\ufeffComposition {}', 'utf16le')],
    ['a comp that is gone', 'not-found', ({ comp }) => rm(comp)],
    [
      'a folder in its place',
      'comp-unreadable',
      async ({ comp }) => {
        await rm(comp);
        await mkdir(comp);
      },
    ],
    ...[
      ['no frame', '{ 5, 4 }'],
      ['too many frames', '{ 1, 100001 }'],
    ].map(([what, range]): [string, string, (project: TestProject) => Promise<void>] => [
      `a range of ${what}`,
      'comp-has-errors',
      ({ comp }) => replaceIn(comp, /RenderRange = \{[^}]*\}/, `RenderRange = ${range}`),
    ]),
    ['no project', 'project-not-found', ({ root }) => rm(path.join(root, 'compline.yaml'))],
    ['a wrong key', 'config-invalid', ({ root }) => appendFile(path.join(root, 'compline.yaml'), 'stepz: {}\n')],
    [
      'a renderer that is not there',
      'renderer-missing',
      ({ root }) => replaceIn(path.join(root, 'compline.yaml'), /program: .*/, 'program: no-such-renderer'),
    ],
    [
      'a broken render spec',
      'render-spec-invalid',
      ({ root }) => writeFile(path.join(root, 'pipeline/comp.renderspec.yaml'), 'fusion: { finale: {} }'),
    ],
    [
      'a Saver that is not there',
      'saver-missing',
      ({ root }) => replaceIn(path.join(root, 'compline.yaml'), /chunkSize: 5/, 'saver: Nope'),
    ],
  ];
  test.each(cases)('%s', async (_name, code, prepare) => {
    const project = await testProject();
    await prepare(project);
    const before = await contents(project.root);
    for (const work of [
      () => project.publisher().plan(project.options()),
      () => project.publisher().start(project.options()),
    ]) {
      const error = await work().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ComplineError);
      expect(error).toMatchObject({ code, path: expect.any(String), nextStep: expect.any(String) });
    }
    expect(await contents(project.root)).toEqual(before);
    expect(await readdir(project.published).catch(() => 'none')).toBe('none');
  });

  test('several enabled Savers, with their names', async () => {
    const project = await testProject();
    await replaceIn(project.comp, /_FINAL = Saver/, 'A = Saver');
    const text = await readFile(project.comp, 'utf8');
    const [, saver = ''] = /(\t\tA = Saver \{[\s\S]*?\n\t\t\}),?\n/.exec(text) ?? [];
    const second = saver.replace('A = Saver', 'B = Saver').replaceAll('COMP.0000', 'MATTE.0000');
    await writeFile(project.comp, text.replace(saver, `${saver},\n${second}`));
    await expect(project.publisher().plan(project.options())).rejects.toMatchObject({
      code: 'saver-ambiguous',
      details: { savers: ['A', 'B'] },
    });
    expect(await project.publisher().plan(project.options({ saver: 'B' }))).toMatchObject({ saver: 'B' });
  });

  test('a project that is not trusted, with what it would run', async () => {
    const project = await testProject();
    project.isTrusted = false;
    const publisher = project.publisher();
    await expect(publisher.start(project.options())).rejects.toMatchObject({
      code: 'project-not-trusted',
      details: { root: project.root, hash: expect.any(String), programs: [{ name: 'copy' }] },
    });
    expect(project.queue.entries.size).toBe(0);
  });
});

test('a comp that is not there is told as such, whatever folder was named', async () => {
  const project = await testProject();
  for (const comp of [path.join(project.root, 'misspelt.comp'), path.join(project.root, '..', 'misspelt.comp')]) {
    await expect(project.publisher().plan(project.options({ comp }))).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('misspelt.comp'),
    });
  }
});

test('what a publish that died left of its look at the disk goes with the next one', async () => {
  const project = await testProject();
  const { pid = 0 } = spawnSync(process.execPath, ['-e', '']);
  const left = path.join(
    project.stepFolder,
    path.basename(await temporaryPath(path.join(project.stepFolder, 'room'))).replace(`-${process.pid}-`, `-${pid}-`),
  );
  await writeFile(left, '');
  await publishToEnd(project.publisher(), project.options());
  expect(await hidden(project)).toEqual([]);
});

describe('cancelling', () => {
  test('a publish that renders ends its job and leaves nothing', async () => {
    const project = await testProject();
    const before = await contents(project.root);
    let letGo = () => {};
    project.queue.paused = new Promise((resolve) => {
      letGo = resolve;
    });
    const publisher = project.publisher();
    const { id, job = '' } = await publisher.start(project.options());
    const cancelled = publisher.cancel(id);
    letGo();
    expect(await cancelled).toMatchObject({ phase: 'cancelled' });
    expect((await project.queue.get(job)).state).toBe('cancelled');
    expect(await contents(project.root)).toEqual(before);
    expect(publisher.activeCount()).toBe(0);
  });
});

describe('a publish with an id of the client', () => {
  test('is begun once, however often it is asked for', async () => {
    const project = await testProject();
    const publisher = project.publisher(undefined, new InstantQueue());
    const options = project.options({ id: randomUUID() });
    const [one, other] = await Promise.all([publisher.start(options), publisher.start(options)]);
    expect(other).toEqual(one);
    await publisher.settled();
    expect(await publisher.start(options)).toMatchObject({ phase: 'completed', version: 1 });
    expect(await readdir(project.published)).toEqual(['001_WIP']);
  });

  test('that cannot begin is told as failed, with the reason, and has no record', async () => {
    const project = await testProject();
    await writeFile(project.comp, '');
    const publisher = project.publisher(undefined, new InstantQueue());
    const seen: Publish[] = [];
    publisher.onChange((publish) => seen.push(publish));
    await expect(publisher.start(project.options())).rejects.toMatchObject({ code: 'comp-unreadable' });
    expect(seen.map(({ phase, revision }) => [phase, revision])).toEqual([
      ['collecting', 0],
      ['failed', 1],
    ]);
    expect(seen.at(-1)).toMatchObject({ project: project.root, error: { code: 'comp-unreadable' } });
    expect(await publisher.list()).toEqual([]);
  });
});

test('a publish may be refused by the bytes that it publishes, with nothing changed', async () => {
  const project = await testProject();
  const before = await contents(project.root);
  const sha256 = createHash('sha256')
    .update(await readFile(project.comp))
    .digest('hex');
  const refused = new ComplineError({ code: 'wrong-state', message: 'Nobody has approved it.' });
  const heard: string[] = [];
  const refuse = async (compSha256: string) => {
    heard.push(compSha256);
    throw refused;
  };
  const publisher = project.publisher();
  await expect(publisher.start(project.options(), refuse)).rejects.toBe(refused);
  expect(heard).toEqual([sha256]);
  expect(await contents(project.root)).toEqual(before);
  expect(await publisher.list()).toEqual([]);
});

describe('where nothing can be written', () => {
  test.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'no-permission'],
  ])('%s at any operation of the start is told, and nothing stays behind', async (system, code) => {
    for (const name of ['makeFolder', 'write', 'createExclusive'] as const) {
      const project = await testProject();
      const before = await contents(project.root);
      const fail = async (file: string) => {
        const { fileError } = await import('../../../../server/pipeline/files/file-error.ts');
        throw fileError(Object.assign(new Error(system), { code: system }), file, 'writing');
      };
      const isInProject = (file: string) => file.startsWith(project.root);
      const operation = fileOperations[name];
      const files = {
        ...fileOperations,
        [name]: (file: string, data: string) => (isInProject(file) ? fail(file) : operation(file, data)),
      };
      const publisher = project.publisher(files);
      await expect(publisher.start(project.options())).rejects.toMatchObject({ code, nextStep: expect.any(String) });
      expect(await publisher.list()).toMatchObject([{ phase: 'failed', error: { code } }]);
      expect(await contents(project.root)).toEqual(before);
      expect(await readdir(project.published).catch(() => 'none')).toBe('none');
    }
  });

  test('a file in the place of _published', async () => {
    const project = await testProject();
    await writeFile(project.published, 'a file');
    const before = await contents(project.root);
    await expect(project.publisher().start(project.options())).rejects.toMatchObject({
      code: expect.stringMatching(/not-found|no-permission|internal/),
    });
    expect(await contents(project.root)).toEqual(before);
  });
});

describe('a preview', () => {
  test('replaces the one before as a whole', async () => {
    const project = await testProject();
    const publisher = project.publisher();
    const first = await publishToEnd(publisher, project.options({ kind: 'preview' }));
    const folder = path.join(project.preview, 'DEMO_S_SH020_COMP');
    expect(first).toMatchObject({ phase: 'completed', target: folder });
    expect(first.version).toBeUndefined();
    await writeFile(path.join(folder, 'old.txt'), 'old');
    const second = await publishToEnd(publisher, project.options({ kind: 'preview' }));
    expect(second.phase).toBe('completed');
    expect((await readdir(folder)).sort()).toEqual([...frames, 'manifest.json'].sort());
    expect(await hidden(project)).toEqual([]);
    expect(await readdir(project.preview)).toEqual(['DEMO_S_SH020_COMP']);
  });

  test('that fails leaves the one before', async () => {
    const project = await testProject();
    const publisher = project.publisher();
    await publishToEnd(publisher, project.options({ kind: 'preview' }));
    const before = await contents(project.preview);
    await project.breakRenderer({ tear: 1003 });
    expect(await publishToEnd(publisher, project.options({ kind: 'preview' }))).toMatchObject({ phase: 'failed' });
    expect(await contents(project.preview)).toEqual(before);
  });
});

async function replaceIn(file: string, what: RegExp, by: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(what);
  await writeFile(file, text.replace(what, by));
}

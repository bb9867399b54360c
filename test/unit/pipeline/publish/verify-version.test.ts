import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Manifest, manifestSchema } from '../../../../server/pipeline/publish/manifest.ts';
import { readManifest } from '../../../../server/pipeline/publish/read-manifest.ts';
import { verifyVersion } from '../../../../server/pipeline/publish/verify-version.ts';
import { pngFile } from '../../formats/images/write-images.ts';
import { publishToEnd, testProject } from './test-project.ts';

const COMP = 'PROJ_S_SH010_COMP.comp';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function version(): Promise<{ folder: string; manifest: Manifest }> {
  const root = await mkdtemp(path.join(tmpdir(), 'compline-version-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = path.join(root, '_published', '001_WIP');
  await mkdir(folder, { recursive: true });
  const files: Manifest['files'] = [];
  for (const number of [1001, 1002, 1003]) {
    const [name, bytes] = [`a.${number}.png`, Buffer.concat([pngFile(), Buffer.from(String(number))])];
    await writeFile(path.join(folder, name), bytes);
    files.push({ name, bytes: bytes.length, sha256: sha256(bytes) });
  }
  await writeFile(path.join(folder, COMP), 'Composition {}');
  await writeFile(path.join(folder, 'manifest.json'), '');
  await writeFile(path.join(folder, '_ramses_data.json'), '{}');
  await writeFile(path.join(folder, 'PROJ_S_SH010_COMP_+backup+.comp'), 'Composition {}');
  const manifest = manifestSchema.parse({
    version: 1,
    publish: 'p',
    comp: `05-SHOTS/X/${COMP}`,
    saver: 'S',
    renderer: 'r',
    frames: { first: 1001, last: 1003 },
    files,
    compSha256: sha256(Buffer.from('Composition {}')),
    comment: '',
    by: 'ann',
    machine: 'ws',
    at: '2026-01-01T00:00:00Z',
    compline: '1',
  });
  return { folder, manifest };
}

const bytesOf = (file: string) => readFile(file);

test.each<[string, (folder: string) => Promise<unknown>, readonly string[]]>([
  ['as it was published', async () => {}, []],
  [
    'with a file whose structure is sound and whose bytes are others',
    async (folder) =>
      writeFile(
        path.join(folder, 'a.1002.png'),
        Buffer.concat([await bytesOf(path.join(folder, 'a.1002.png')), Buffer.from('x')]),
      ),
    ['damaged a.1002.png'],
  ],
  [
    'with a bit that has turned',
    async (folder) => {
      const file = path.join(folder, 'a.1001.png');
      const bytes = await bytesOf(file);
      bytes[50] = (bytes[50] ?? 0) ^ 1;
      await writeFile(file, bytes);
    },
    ['torn a.1001.png'],
  ],
  ['without a frame', (folder) => rm(path.join(folder, 'a.1001.png')), ['missing a.1001.png']],
  ['with a file too many', (folder) => writeFile(path.join(folder, 'b.png'), 'x'), ['extra b.png']],
  ['with another comp', (folder) => writeFile(path.join(folder, COMP), 'other'), [`damaged ${COMP}`]],
  ['without its comp', (folder) => rm(path.join(folder, COMP)), [`missing ${COMP}`]],
])('a version %s', async (_name, spoil, problems) => {
  const { folder, manifest } = await version();
  await spoil(folder);
  const report = await verifyVersion(folder, manifest);
  expect(report.problems.map(({ kind, file }) => `${kind} ${file}`)).toEqual(problems);
});

test('what a newer version has written of a picture is left out, and the rest is read', async () => {
  const { manifest } = await version();
  const files = manifest.files.map((file) => ({ ...file, image: { format: 'JPEG XL', width: 1 } }));
  expect(manifestSchema.parse({ ...manifest, files }).files).toEqual(manifest.files);
});

test('what was published is what it was, until a frame of it changes', async () => {
  const project = await testProject();
  const { target = '' } = await publishToEnd(project.publisher(), project.options());
  const manifest = (await readManifest(target)) as Manifest;
  expect(manifest.files).toHaveLength(12);
  expect(await verifyVersion(target, manifest)).toMatchObject({ problems: [] });
  const frame = path.join(target, manifest.files[2]?.name ?? '');
  const bytes = await bytesOf(frame);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 0xff;
  await writeFile(frame, bytes);
  expect(await verifyVersion(target, manifest)).toMatchObject({
    problems: [{ kind: 'damaged', frame: 1003, path: frame }],
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { glob, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The folders under a step's `_published`, in order; none where there is no such folder. `step` is a path in the workspace. */
export const publishedVersions = async (workspace: string, step: string): Promise<string[]> => {
  const names = await readdir(path.join(workspace, step, '_published')).catch(() => []);
  return names.sort();
};

/** All files below a folder with their text, whose path from it fits a pattern of `glob`. */
const textsOf = async (folder: string, pattern: string): Promise<{ file: string; text: string }[]> => {
  const found: { file: string; text: string }[] = [];
  for await (const file of glob(pattern, { cwd: folder })) {
    found.push({ file, text: await readFile(path.join(folder, file), 'utf8') });
  }
  return found;
};

const openExrMagic = Buffer.from([0x76, 0x2f, 0x31, 0x01]);

interface Expected {
  /** The folder of the project. */
  readonly workspace: string;
  /** The step's folder in it. */
  readonly step: string;
  /** The version's folder under `_published`. */
  readonly version: string;
  /** The path of the comp that was published. */
  readonly comp: string;
  /** The first and the last frame. */
  readonly first: number;
  readonly last: number;
}

/** Asserts that a version holds every frame, the comp as it was published and a manifest, and that the audit trail tells of it. */
export const assertPublished = async ({ workspace, step, version, comp, first, last }: Expected): Promise<void> => {
  const folder = path.join(workspace, step, '_published', version);
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const frames = files
    .filter((it) => it.isFile() && it.name.endsWith('.exr'))
    .map((it) => path.join(it.parentPath, it.name));

  const base = path.basename(step);
  const wanted = Array.from(
    { length: last - first + 1 },
    (_, index) => `${base}.${String(first + index).padStart(4, '0')}.exr`,
  );
  assert.deepEqual(frames.map((it) => path.basename(it)).sort(), wanted, 'exactly the expected frames');

  const manifests = await textsOf(folder, '**/*.json');
  for (const frame of frames) {
    const bytes = await readFile(frame);
    assert.deepEqual(bytes.subarray(0, 4), openExrMagic, `${frame} is an OpenEXR file`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    assert.ok(
      manifests.some(({ text }) => text.includes(hash)),
      `the manifest holds the hash of ${frame}`,
    );
  }

  const backup = await readFile(path.join(folder, path.basename(comp)));
  assert.deepEqual(backup, await readFile(comp), 'the backup is the comp that was published');

  const trails = await textsOf(workspace, '.compline/audit/*.jsonl');
  const lines = trails.flatMap(({ text }) => text.trim().split('\n'));
  assert.ok(
    lines.some((line) => line.includes('publish') && line.includes(version)),
    'the audit trail tells of the version',
  );
};

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The folders under a step's `_published`, in order; none where there is no such folder. `step` is a path in the workspace. */
export const publishedVersions = async (workspace: string, step: string): Promise<string[]> => {
  const names = await readdir(path.join(workspace, step, '_published')).catch(() => []);
  return names.sort();
};

const openExrMagic = Buffer.from([0x76, 0x2f, 0x31, 0x01]);

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What is looked at in the manifest of a version. */
interface Manifest {
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** What is looked at in a line of the audit trail. */
interface AuditLine {
  readonly event: string;
  readonly target?: string;
  readonly manifestSha256?: string;
}

/** The lines of a project's audit trail, of all writers; none where nothing was published. */
export const auditLines = async (workspace: string): Promise<readonly AuditLine[]> => {
  const folder = path.join(workspace, '.compline', 'audit');
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((it) => readFile(path.join(folder, it), 'utf8')));
  return texts.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line));
};

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

  const { files: listed }: Manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'));
  assert.deepEqual(listed.map((it) => it.name).sort(), wanted, 'the manifest lists exactly the frames');
  for (const { name, bytes, sha256 } of listed) {
    const frame = await readFile(path.join(folder, name));
    assert.deepEqual(frame.subarray(0, 4), openExrMagic, `${name} is an OpenEXR file`);
    assert.equal(frame.length, bytes, `the manifest holds the size of ${name}`);
    assert.equal(hashOf(frame), sha256, `the manifest holds the hash of ${name}`);
  }

  const backup = await readFile(path.join(folder, path.basename(comp)));
  assert.deepEqual(backup, await readFile(comp), 'the backup is the comp that was published');

  const lines = await auditLines(workspace);
  const told = lines.filter(
    (it) => it.event === 'publish' && it.target?.endsWith(`${path.basename(step)}/_published/${version}`),
  );
  assert.equal(told.length, 1, 'the audit trail tells of the version once');
  const manifest = await readFile(path.join(folder, 'manifest.json'));
  assert.equal(told[0]?.manifestSha256, hashOf(manifest), 'the audit trail holds the hash of the manifest');
};

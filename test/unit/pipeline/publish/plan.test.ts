import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportProject } from './export-project.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, publishToEnd, type TestProject, testProject } from './test-project.ts';

const NAME = 'DEMO_S_SH020_COMP';

/** The files that are written, by what they are, relative to the project. */
const written = ({ root }: TestProject, writes: readonly { what: string; file: string }[]) =>
  writes.map(({ what, file }) => `${what}: ${path.relative(root, file)}`);

describe('a plan', () => {
  test('of a version says what would be written where, and what would be run', async () => {
    const project = await testProject();
    const publisher = project.publisher(undefined, new InstantQueue());
    const before = await contents(project.root);
    const plan = await publisher.plan(project.options({ state: 'OK' }));
    expect(await contents(project.root)).toEqual(before);
    const version = `05-SHOTS/DEMO_S_SH020/${NAME}/_published/001_OK`;
    const [audit] = plan.writes.slice(-1);
    expect(written(project, plan.writes)).toEqual([
      `frames: ${version}/${NAME}.1001.exr`,
      `manifest: ${version}/manifest.json`,
      `comp: ${version}/${NAME}.comp`,
      `sidecar of the version: ${version}/_ramses_data.json`,
      `sidecar of the step: 05-SHOTS/DEMO_S_SH020/${NAME}/_ramses_data.json`,
      `audit trail: ${path.relative(project.root, audit?.file ?? '')}`,
    ]);
    expect(plan.writes[0]).toMatchObject({ last: path.join(project.root, version, `${NAME}.1012.exr`), count: 12 });
    expect(plan).toMatchObject({ replaces: [], others: [], webhooks: [], state: 'OK' });
    expect(plan.folders.map((folder) => path.relative(project.root, folder))).toEqual([
      '.compline',
      '.compline/audit',
      path.dirname(version),
      version,
    ]);
    expect(plan.command).toMatchObject({ frames: { first: 1001, last: 1005 }, calls: 3, workingFolder: project.root });
    expect(plan.command?.args.at(-5)).toBe(
      path.join(project.stepFolder, '.compline-staging-<publish>', 'out', `${NAME}.%04d.exr`),
    );
    expect(plan.estimatedBytes).toBeUndefined();

    // What it says is what comes.
    await publishToEnd(publisher, project.options({ state: 'OK' }));
    const after = await contents(project.root);
    const fresh = Object.keys(after).filter((file) => after[file] !== before[file]);
    const planned = plan.writes.flatMap(({ file, last }) => [file, ...(last === undefined ? [] : [last])]);
    for (const file of planned) expect(fresh).toContain(path.relative(project.root, file));
    expect(fresh).toHaveLength(plan.writes.reduce((sum, { count }) => sum + count, 0));
    const next = await publisher.plan(project.options());
    const { length } = await readFile(path.join(project.root, version, `${NAME}.1001.exr`));
    expect(next).toMatchObject({ version: 2, estimatedBytes: length * 12 });
  });

  test('of an export says what would be replaced, and where that would be kept', async () => {
    const project = await exportProject();
    const publisher = project.publisher();
    await publishToEnd(publisher, project.options());
    const plan = await publisher.plan(project.options());
    expect(plan.delivered).toBe(path.join(project.exports, NAME));
    expect(plan.replaces.map(({ file }) => path.relative(project.exports, file))).toEqual([
      `${NAME}.manifest.json`,
      ...[1001, 1002, 1003].map((frame) => `${NAME}/${NAME}.${frame}.exr`),
    ]);
    expect(plan.replaces[0]?.kept).toMatch(/06-EXPORT.\.compline-delivered/);
    expect(written(project, plan.writes).slice(0, 2)).toEqual([
      `frames: 06-EXPORT/${NAME}/${NAME}.1001.exr`,
      `delivery manifest: 06-EXPORT/${NAME}.manifest.json`,
    ]);
  });

  test('holds everything that the checks found, with its place', async () => {
    const project = await testProject((config) => `${config}checks: { publish-comment: warning }\n`);
    const { findings, warnings } = await project.publisher().plan(project.options({ comment: '' }));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings[0]).toEqual({
      code: expect.any(String),
      severity: expect.any(String),
      message: expect.any(String),
      line: expect.any(Number),
      character: expect.any(Number),
    });
    expect(warnings).toHaveLength(findings.filter(({ severity }) => severity === 'warning').length);
  });
});

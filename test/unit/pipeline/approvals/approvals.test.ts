import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Approvals } from '../../../../server/pipeline/approvals/approvals.ts';
import { fileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { ProjectRules } from '../../../../server/pipeline/roles/project-rules.ts';

const NAME = 'DEMO_S_SH010_COMP';
const RULES = '{ publish: lead, approve: standard, publishFinal: lead, finalNeedsApproval: true }';

/** A step with the published version 2 and the saved version 3 of a comp, in a project with rules. */
async function stepOfTest(user = 'lee', rules = RULES) {
  const folder = await mkdtemp(path.join(tmpdir(), 'compline-approvals-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const step = path.join(folder, '05-SHOTS', 'DEMO_S_SH010', NAME);
  const comp = path.join(step, `${NAME}.comp`);
  await mkdir(path.join(step, '_published', '002_CHK'), { recursive: true });
  await mkdir(path.join(step, '_versions'));
  await writeFile(
    path.join(folder, 'compline.yaml'),
    `version: 1\nproject: { id: DEMO }\nroles: { lead: [lee] }\nrules: ${rules}\n`,
  );
  await writeFile(comp, 'two');
  await writeFile(path.join(step, '_published', '002_CHK', `${NAME}.comp`), 'two');
  await writeFile(path.join(step, '_versions', `${NAME}_wip003.comp`), 'three');
  await writeFile(path.join(step, '_ramses_data.json'), JSON.stringify({ [`${NAME}.comp`]: { comment: 'theirs' } }));
  const told: Record<string, unknown>[] = [];
  const audit = { append: async (_root: string, event: object) => void told.push({ ...event, id: '' }) };
  const by = { user, machine: 'ws01' };
  const approvals = new Approvals({ files: fileOperations, audit, by, now: () => Date.UTC(2026, 0, 1) });
  const rulesOf = new ProjectRules({ user, audit, approvals, log: { warn: () => undefined } });
  const wish = (version: number, more: object = {}) => ({
    ...{ comp, version, kind: 'published' as const, comment: 'good', withdraw: false },
    ...more,
  });
  return { folder, step, comp, told, approvals, rules: rulesOf, wish };
}

test('an approval is in the sidecar of the step, beside what others keep there, and on record', async () => {
  const { step, comp, told, approvals, wish } = await stepOfTest();
  const set = await approvals.set(wish(2));
  expect(set).toEqual([
    {
      ...{
        version: 2,
        kind: 'published',
        user: 'lee',
        machine: 'ws01',
        at: '2026-01-01T00:00:00.000Z',
        comment: 'good',
      },
      compSha256: '3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3',
    },
  ]);
  expect(await approvals.of(comp)).toEqual(set);
  const sidecar = JSON.parse(await readFile(path.join(step, '_ramses_data.json'), 'utf8'));
  expect(sidecar[`${NAME}.comp`]).toEqual({ comment: 'theirs', complineApprovals: set });
  expect(told).toMatchObject([{ event: 'approved', number: 2, step: NAME, comment: 'good' }]);
});

test('a saved version is approved, and an approval is taken back', async () => {
  const { told, approvals, wish } = await stepOfTest();
  await approvals.set(wish(2));
  const both = await approvals.set(wish(3, { kind: 'saved' }));
  expect(both.map(({ version, kind }) => [version, kind])).toEqual([
    [2, 'published'],
    [3, 'saved'],
  ]);
  expect(await approvals.set(wish(2, { withdraw: true }))).toMatchObject([{ version: 3 }]);
  expect(told.map(({ event }) => event)).toEqual(['approved', 'approved', 'approval-withdrawn']);
});

test.each([
  ['a version that is not there', { version: 9 }],
  ['a saved version that is not there', { version: 2, kind: 'saved' }],
  ['an approval that is not there', { version: 2, withdraw: true }],
])('%s is told, and nothing is on record', async (_name, more) => {
  const { told, approvals, wish } = await stepOfTest();
  await expect(approvals.set(wish(2, more))).rejects.toMatchObject({ code: 'not-found' });
  expect(told).toEqual([]);
});

const publish = (comp: string, state: string, kind: 'publish' | 'preview' = 'publish') => ({ comp, state, kind });

test('a final publish needs an approval of what is published', async () => {
  const { comp, approvals, rules, wish } = await stepOfTest();
  await rules.checkPublish(publish(comp, 'WIP'));
  const refused = { code: 'wrong-state', details: { reason: 'not-approved' } };
  await expect(rules.checkPublish(publish(comp, 'OK'))).rejects.toMatchObject(refused);
  await approvals.set(wish(2));
  const { compSha256 } = (await approvals.of(comp))[0] ?? {};
  await rules.checkPublish(publish(comp, 'OK'));
  // What was collected counts, whatever the file is by then.
  await rules.checkPublish(publish(comp, 'OK'), compSha256);
  await expect(rules.checkPublish(publish(comp, 'OK'), 'f'.repeat(64))).rejects.toMatchObject(refused);
  expect(await rules.refusalsOf(publish(comp, 'OK'))).toEqual([]);
  await writeFile(comp, 'changed');
  await expect(rules.checkPublish(publish(comp, 'OK'))).rejects.toMatchObject({
    message: 'The comp has changed since version 2 was approved, and this project publishes as OK only what is.',
  });
});

test('a plan hears what would be refused, and nothing is put on record', async () => {
  const { comp, told, rules } = await stepOfTest('ann');
  expect(await rules.refusalsOf(publish(comp, 'WIP', 'preview'))).toEqual([]);
  expect(await rules.refusalsOf(publish(comp, 'WIP'))).toEqual([expect.stringMatching(/^ann may not publish/)]);
  expect(await rules.refusalsOf(publish(comp, 'OK'))).toEqual([
    expect.stringMatching(/^ann may not publish a final version/),
    'No version of this comp is approved, and this project publishes as OK only what is.',
  ]);
  expect(told).toEqual([]);
});

test('what the rules do not allow is refused and put on record', async () => {
  const { comp, told, rules } = await stepOfTest('ann');
  await rules.checkPublish(publish(comp, 'WIP', 'preview'));
  await rules.checkAllowed('take-over', comp);
  await expect(rules.checkPublish(publish(comp, 'WIP'))).rejects.toMatchObject({
    code: 'no-permission',
    details: { action: 'publish', role: 'standard', needed: 'lead' },
  });
  expect(told).toMatchObject([
    { event: 'role-refused', action: 'publish', comp: `05-SHOTS/DEMO_S_SH010/${NAME}/${NAME}.comp` },
  ]);
});

test('what the user may do is told', async () => {
  const { folder, comp, rules } = await stepOfTest('ann');
  const abilities = await rules.abilities(comp);
  expect(abilities).toMatchObject({ root: folder, user: 'ann', role: 'standard', finalNeedsApproval: true });
  expect(abilities.actions.filter(({ allowed }) => !allowed).map(({ action }) => action)).toEqual([
    'publish',
    'publish-final',
  ]);
  await expect(rules.abilities(path.dirname(folder))).rejects.toMatchObject({ code: 'project-not-found' });
});

test.each([
  ['a key that nobody knows', 'roles: { leed: [x] }'],
  ['no YAML', 'rules: ['],
])('where the rules cannot be read what they could forbid is refused: %s', async (_name, fault) => {
  const { folder, comp, rules } = await stepOfTest();
  await writeFile(path.join(folder, 'compline.yaml'), `version: 1\nproject: { id: DEMO }\n${fault}\n`);
  for (const action of ['approve', 'restore'] as const) {
    await expect(rules.checkAllowed(action, comp)).rejects.toMatchObject({ code: 'config-invalid' });
  }
  await expect(rules.checkPublish({ comp, kind: 'preview', state: '' })).rejects.toMatchObject({
    code: 'config-invalid',
  });
  await rules.checkAllowed('take-over', comp);
  expect((await rules.abilities(comp)).fault).toMatch(/^compline\.yaml has /);
});

test('a plan is told what would be refused, which is not put on record', async () => {
  const ann = await stepOfTest('ann');
  const publish = (state: string) => ({ comp: ann.comp, kind: 'publish' as const, state });
  expect(await ann.rules.refusalsOf(publish('WIP'))).toEqual([
    expect.stringMatching(/^ann may not publish in this project/),
  ]);
  const lee = await stepOfTest('lee');
  const wish = { comp: lee.comp, kind: 'publish' as const, state: 'OK' };
  expect(await lee.rules.refusalsOf({ ...wish, state: 'WIP' })).toEqual([]);
  expect(await lee.rules.refusalsOf(wish)).toEqual([expect.stringMatching(/^No version of this comp is approved/)]);
  await lee.approvals.set(lee.wish(2));
  expect(await lee.rules.refusalsOf(wish)).toEqual([]);
  expect([...ann.told, ...lee.told].map(({ event }) => event)).toEqual(['approved']);
});

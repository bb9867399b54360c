import { beforeEach, expect, test, vi } from 'vitest';
import { FormMemory } from '../../../../client/render-form/form-memory.ts';
import type { FormValues } from '../../../../client/render-form/form-values.ts';
import type { FormView } from '../../../../client/render-form/form-view.ts';
import { RenderForm } from '../../../../client/render-form/render-form.ts';
import { ComplineError } from '../../../../server/protocol/errors.ts';
import type { Submitted } from '../../../../server/protocol/queue.ts';
import { FakeCore, settle } from '../fake-core.ts';
import { editor, fakeMemento } from '../fake-vscode.ts';
import { someFarm } from '../farms/some-farm.ts';
import { someJob } from '../queue/some-job.ts';
import { someScene } from './some-scene.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const plan: Submitted['plan'] = {
  name: 'a',
  renderer: 'maya',
  farm: 'local',
  layers: [{ name: 'BG', tasks: [{ first: 1, last: 10 }], outputs: ['/p/r/BG.0001.exr', '/p/r/BG.0010.exr'] }],
  warnings: [],
  duplicates: [],
};

async function formRig(scene = someScene(), { farms = [someFarm('local')], onFarm = false } = {}) {
  const fake = new FakeCore();
  const submissions: object[] = [];
  const state = { scene, plan, error: undefined as Error | undefined };
  fake.answers.set('render/scene', () => ({ scene: state.scene }));
  fake.answers.set('render/frames', ({ frames, chunkSize }: { frames: string; chunkSize: number }) => {
    const fault = { code: 'x', message: `${frames} is wrong.`, start: 1, end: 2 };
    const isWrong = frames.includes('?');
    return { answer: { count: isWrong ? 0 : 24, chunks: chunkSize, first: [frames], faults: isWrong ? [fault] : [] } };
  });
  fake.answers.set('queue/list', () => ({ jobs: [someJob('run', 1), someJob('done', 1, { state: 'completed' })] }));
  fake.answers.set('farms/list', () => ({ farms }));
  fake.answers.set('farms/ask', ({ farm }: { farm: string }) => ({
    farm: someFarm(farm, { answers: 'yes' }),
    offers: { version: 'Slurm 22.05', pools: ['comp', 'gpu'], machines: { up: 12, all: 14 } },
  }));
  fake.answers.set('system/info', () => ({
    system: {
      gpus: [
        { id: 0, name: 'A', reserved: true },
        { id: 1, name: 'B', reserved: false },
      ],
    },
  }));
  fake.answers.set('queue/submit', (params: { dryRun?: boolean }) => {
    submissions.push(params);
    if (state.error !== undefined) throw state.error;
    return { plan: state.plan, ...(params.dryRun !== true && { job: someJob('new', 1) }) };
  });
  const views: FormView[] = [];
  const submitted: string[] = [];
  const configured: string[] = [];
  const memory = new FormMemory(fakeMemento() as never);
  const form = new RenderForm({
    core: fake.core,
    memory,
    show: (view) => views.push(view),
    pickScene: async () => '/p/b.ma',
    submitted: ({ id }) => void submitted.push(id),
    renamed: () => {},
    configureFarms: async (project) => void configured.push(project),
    log: () => {},
  });
  await form.open('/p/a.ma', onFarm);
  const view = (): FormView => views.at(-1) as FormView;
  const values = (): FormValues => views.findLast((it) => it.values !== undefined)?.values as FormValues;
  return {
    ...{ fake, form, memory, state, views, view, values, submissions, submitted, configured },
    review: (change: Partial<FormValues> = {}) =>
      form.handle({ type: 'review', values: { ...values(), ...change }, revision: view().revision }),
    write: (change: Partial<FormValues>) =>
      form.handle({ type: 'change', values: { ...values(), ...change }, revision: view().revision }),
  };
}

test('a scene is shown with its layers, its renderers and what is to be known', async () => {
  const { view, values } = await formRig();
  expect(values()).toMatchObject({ scene: '/p/a.ma', layers: ['BG', 'CHAR'], renderer: 'maya' });
  expect(view().layers).toEqual([
    { name: 'BG', note: '1-24' },
    { name: 'CHAR', note: '1-24' },
    { name: 'old', note: 'switched off · 1-24' },
  ]);
  expect(view().renderers[1]).toEqual({
    value: 'gone',
    label: 'gone (The renderer gone is not on PATH.)',
    disabled: true,
  });
  expect(view().jobs).toEqual([
    { value: '', label: 'No job' },
    { value: 'run', label: 'run (run)' },
  ]);
  expect(view().notes).toMatchObject({
    frames: { text: 'Empty: 1-24, as the scene says. 24 frames in 10 chunks: 1-24, …' },
    gpus: { text: 'Renders may use 1 of 2. Reserved for interactive work: GPU 0.' },
    output: { isWarning: true },
  });
  expect([view().hasMoreLayers, view().problems, view().isBusy]).toEqual([false, [], false]);
});

test('frames are judged while they are written; the last answer counts', async () => {
  const { write, view, fake } = await formRig();
  const slow: (() => void)[] = [];
  const answer = fake.answers.get('render/frames') as (params: object) => object;
  fake.answers.set('render/frames', (params: { frames: string }) =>
    params.frames === '1?' ? new Promise((resolve) => slow.push(() => resolve(answer(params)))) : answer(params),
  );
  const first = write({ frames: '1?' });
  await write({ frames: '1-2' });
  for (const it of slow) it();
  await first;
  expect(view().problems).toEqual([]);
  expect(view().notes.frames).toEqual({ text: '24 frames in 10 chunks: 1-2, …' });
  await write({ frames: '9?' });
  expect(view().problems).toEqual([
    { field: 'frames', message: 'Character 2: 9? is wrong.', range: { start: 1, end: 2 } },
  ]);
});

test('what is missing is told by who submits, with the focus on all that is wrong, and nothing is asked of the queue', async () => {
  const { review, write, view, submissions } = await formRig();
  await write({ layers: [] });
  expect(view().problems).toEqual([]);
  await review({ layers: [], priority: '500' });
  expect(view()).toMatchObject({
    focus: 'summary',
    summary: {
      title: 'Nothing is submitted yet: 3 things are to be put right.',
      items: [{ field: 'layers' }, { field: 'frames' }, { field: 'priority', text: 'A whole number from 0 to 100.' }],
    },
  });
  expect(submissions).toEqual([]);
});

test('what would be submitted is shown, then it is submitted, told and remembered', async () => {
  const { review, form, view, submissions, submitted, memory } = await formRig();
  await review({ frames: '1-10' });
  expect(view()).toMatchObject({
    focus: 'plan',
    plan: {
      title: 'a with maya: frames 10, chunks 1',
      rows: [{ layer: 'BG', frames: '1-10', output: 'r/BG.0001.exr\nr/BG.0010.exr' }],
      confirm: 'Submit',
    },
  });
  expect(submitted).toEqual([]);
  await form.handle({ type: 'submit' });
  expect(submissions).toMatchObject([{ dryRun: true }, { again: false, submission: { frames: '1-10' } }]);
  expect(submitted).toEqual(['new']);
  expect(view()).toMatchObject({ status: 'new is in the queue.', isBusy: false, focus: 'review' });
  expect(view().plan).toBeUndefined();
  expect(memory.of('/p/a.ma', '/p').scene?.frames).toBe('1-10');
});

test('a change takes back what was shown, and what was not shown is not submitted', async () => {
  const { review, write, form, view, submissions } = await formRig();
  await review();
  await write({ frames: '7' });
  expect(view().plan).toBeUndefined();
  await form.handle({ type: 'submit' });
  expect(submissions).toHaveLength(1);
});

test('duplicates are named, and submitted when that is wanted', async () => {
  const { review, form, view, submissions, state } = await formRig();
  state.plan = { ...plan, duplicates: ['run'] };
  await review();
  expect(view().plan).toMatchObject({ duplicates: 'The same is in the queue already: run.', confirm: 'Submit Anyway' });
  await form.handle({ type: 'submit' });
  expect(submissions.at(-1)).toMatchObject({ again: true });
});

test('where somebody has submitted the same meanwhile it is shown again', async () => {
  const { review, form, view, state, fake, submitted } = await formRig();
  await review();
  state.plan = { ...plan, duplicates: ['run'] };
  const answer = fake.answers.get('queue/submit') as (params: object) => object;
  fake.answers.set('queue/submit', (params: { dryRun?: boolean }) => {
    if (params.dryRun !== true) throw new ComplineError({ code: 'wrong-state', message: 'Job run renders the same.' });
    return answer(params);
  });
  await form.handle({ type: 'submit' });
  expect(view().plan?.confirm).toBe('Submit Anyway');
  expect(submitted).toEqual([]);
});

test.each([
  ['renderer-missing', 'renderer'],
  ['invalid-parameters', undefined],
] as const)('a refusal of the core (%s) stands where it belongs', async (code, field) => {
  const { review, view, state } = await formRig();
  state.error = new ComplineError({ code, message: 'It is so.', nextStep: 'Do this.' });
  await review();
  const text = 'It is so. Do this.';
  expect(view().summary?.items).toEqual([field === undefined ? { text } : { field, text }]);
  expect(view().problems).toEqual(field === undefined ? [] : [{ field, message: text }]);
  expect([view().focus, view().isBusy]).toEqual(['summary', false]);
});

test('programs are trusted first; without that nothing is submitted, and nothing is complained of', async () => {
  const { review, view, state, submissions } = await formRig();
  state.error = new ComplineError({
    code: 'project-not-trusted',
    message: 'no',
    details: { root: '/p', hash: 'h', programs: [] },
  });
  await review();
  expect(editor.messages).toHaveLength(1);
  expect([view().summary, view().plan, view().isBusy, submissions.length]).toEqual([undefined, undefined, false, 1]);
});

test('a scene of no project says so beside its field', async () => {
  const { form, view, fake } = await formRig();
  fake.answers.set('render/scene', () => {
    throw new ComplineError({ code: 'project-not-found', message: 'a.ma is in no project.' });
  });
  await form.open('/x/a.ma');
  expect(view().problems).toEqual([{ field: 'scene', message: 'a.ma is in no project.' }]);
});

test('another scene is chosen in the dialogue; reset gives back what scene and project say', async () => {
  const { form, values, state, fake, write } = await formRig();
  state.scene = someScene({ scene: '/p/b.ma' });
  await form.handle({ type: 'browse' });
  expect(fake.params.get('render/scene')).toEqual({ scene: '/p/b.ma' });
  await write({ frames: '7', threads: '3', layers: ['old'] });
  await form.handle({ type: 'reset' });
  expect(values()).toMatchObject({ scene: '/p/b.ma', frames: '', threads: '', layers: ['BG', 'CHAR'] });
});

test('what was written just before the fields were filled is gone', async () => {
  const { form, values, view } = await formRig();
  const late = { values: { ...values(), layers: [], frames: '7' }, revision: view().revision - 1 };
  await form.handle({ type: 'change', ...late });
  await form.handle({ type: 'review', ...late });
  expect([view().problems, view().summary, view().plan]).toEqual([[], undefined, undefined]);
  await form.handle({ type: 'ready' });
  expect(values()).toMatchObject({ layers: ['BG', 'CHAR'], frames: '' });
});

test('a form comes back with the window as it was', async () => {
  const { form, values } = await formRig();
  await form.restore({ ...values(), frames: '3', layers: ['old'] });
  await form.handle({ type: 'ready' });
  expect(values()).toMatchObject({ frames: '3', layers: ['old'] });
});

test('a job that was to be waited for is shown again as soon as the page has it to choose from, if it still is there', async () => {
  const { form, values, views } = await formRig();
  const filled = () => views.findLast((it) => it.values !== undefined);
  await form.restore({ ...values(), after: 'run' });
  expect([filled()?.values?.after, filled()?.jobs.length]).toEqual(['run', 2]);
  await form.restore({ ...values(), after: 'done' });
  expect(filled()?.values?.after).toBe('');
});

test('a path that is written is looked at when it is quiet', async () => {
  vi.useFakeTimers();
  try {
    const { write, fake, views } = await formRig();
    await write({ scene: '/p/b' });
    await write({ scene: '/p/b.ma' });
    expect(fake.params.get('render/scene')).toEqual({ scene: '/p/a.ma' });
    const before = views.length;
    fake.answers.set('render/scene', () => {
      throw new ComplineError({ code: 'not-found', message: 'There is no scene.' });
    });
    vi.advanceTimersByTime(400);
    await settle();
    // Who writes on meanwhile is not disturbed.
    expect(views.slice(before).filter((it) => it.values !== undefined)).toEqual([]);
    expect(views.at(-1)?.problems).toEqual([{ field: 'scene', message: 'There is no scene.' }]);
    expect(fake.params.get('render/scene')).toEqual({ scene: '/p/b.ma' });
  } finally {
    vi.useRealTimers();
  }
});

const FARMS = [someFarm('local', { isDefault: true }), someFarm('studio')];

test('a farm that is chosen is asked, and what it has is offered; the limits of this machine are none then', async () => {
  const { view, values, write, fake } = await formRig(someScene(), { farms: FARMS });
  expect(view().farms.map(({ label }) => label)).toEqual([
    'As the project says: This Machine',
    'This Machine, the default',
    'studio (Slurm)',
  ]);
  expect([view().farmLists, view().notes.farm, values().farm]).toEqual([
    undefined,
    { text: 'This machine renders.' },
    '',
  ]);
  expect(fake.params.has('farms/ask')).toBe(false);
  await write({ threads: '99' });
  expect(view().problems).toHaveLength(1);
  await write({ farm: 'studio', threads: '99' });
  expect(view().notes.farm).toEqual({ text: 'Farm studio answers: Slurm 22.05, 12 of 14 machines up.' });
  expect(view().farmLists).toEqual({ pools: ['comp', 'gpu'], groups: [], limits: [] });
  expect(view().problems).toEqual([]);
  await write({ farm: 'studio', pool: 'cmop', group: 'any' });
  expect(view().notes.pool).toEqual({ text: 'The farm does not name cmop.', isWarning: true });
  expect(view().notes.group).toEqual({ text: 'Empty: as the project says.' });
});

test('a farm is asked once, or when somebody wants it; that it does not answer blocks nothing', async () => {
  const { view, write, review, form, fake, submissions } = await formRig(someScene(), { farms: FARMS });
  let asked = 0;
  fake.answers.set('farms/ask', () => {
    asked += 1;
    return { farm: someFarm('studio', { answers: 'no', message: 'No route to host.' }) };
  });
  await write({ farm: 'studio' });
  await write({ farm: 'studio', pool: 'x', limits: 'nuke, arnold' });
  expect([asked, view().notes.farm]).toEqual([
    1,
    { text: 'Farm studio does not answer: No route to host.', isWarning: true },
  ]);
  await form.handle({ type: 'check-farm' });
  expect(asked).toBe(2);
  await review({ farm: 'studio', pool: 'x', limits: 'nuke, arnold' });
  expect(submissions.at(-1)).toMatchObject({
    submission: { farm: 'studio', pool: 'x', limits: ['nuke', 'arnold'] },
    dryRun: true,
  });
});

test('a pool that stands there still is not told to this machine', async () => {
  const { review, submissions } = await formRig(someScene(), { farms: FARMS });
  await review({ pool: 'comp', limits: 'nuke' });
  await review({ farm: 'local', pool: 'comp' });
  expect(submissions).toHaveLength(2);
  for (const { submission } of submissions as { submission: object }[]) {
    expect(Object.keys(submission)).not.toContain('pool');
    expect(Object.keys(submission)).not.toContain('limits');
  }
});

test('the answer of a farm that is no longer chosen counts for nothing', async () => {
  const { view, write, fake } = await formRig(someScene(), { farms: [...FARMS, someFarm('cue')] });
  const slow: (() => void)[] = [];
  fake.answers.set('farms/ask', ({ farm }: { farm: string }) => {
    const answer = { farm: someFarm(farm, { answers: 'yes' }) };
    return farm === 'studio' ? new Promise((resolve) => slow.push(() => resolve(answer))) : answer;
  });
  const first = write({ farm: 'studio' });
  await settle();
  expect(view().notes.farm).toEqual({ text: 'Farm studio is being asked.' });
  await write({ farm: 'cue' });
  for (const it of slow) it();
  await first;
  expect(view().notes.farm).toEqual({ text: 'Farm cue answers.' });
});

test.each([
  ['the default', [someFarm('local'), someFarm('a'), someFarm('studio', { isDefault: true })], ''],
  ['the first, where this machine is the default', [...FARMS, someFarm('cue')], 'studio'],
  ['none, where there is none', [someFarm('local', { isDefault: true })], ''],
])('who submits to a farm begins with %s', async (_name, farms, expected) => {
  const { values, view } = await formRig(someScene(), { farms, onFarm: true });
  await settle();
  expect(values().farm).toBe(expected);
  expect(view().hasFarms).toBe(farms.length > 1);
});

test('a project without farms says so, and its configuration is opened', async () => {
  const { view, form, configured } = await formRig();
  expect(view().notes.farm?.text).toBe('The project has no farm yet: describe one under "farms" in compline.yaml.');
  await form.handle({ type: 'configure-farms' });
  expect(configured).toEqual(['/p']);
});

test('a farm that is gone since is no longer chosen', async () => {
  const { form, values, fake } = await formRig(someScene(), { farms: FARMS });
  fake.answers.set('farms/list', () => ({ farms: [someFarm('local', { isDefault: true })] }));
  await form.restore({ ...values(), farm: 'studio', pool: 'comp' });
  expect(values()).toMatchObject({ farm: '', pool: 'comp' });
});

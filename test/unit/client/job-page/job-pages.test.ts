import { beforeEach, expect, test, vi } from 'vitest';
import { JobPages } from '../../../../client/job-page/job-pages.ts';
import { editor } from '../fake-vscode.ts';
import { queueRig } from '../queue/queue-rig.ts';
import { someJob } from '../queue/some-job.ts';
import { FakePanel, panels } from './fake-panel.ts';
import { framesOf, someTask } from './model/some-frames.ts';

vi.mock('vscode', async () => (await import('./fake-panel.ts')).vscodeWithPanels);

beforeEach(() => {
  editor.reset();
  panels.length = 0;
});

async function pagesRig(isTrusted = () => true) {
  const jobs = [someJob('a', 1, { state: 'failed', tasksFailed: 1 }), someJob('b', 1)];
  const { fake, queue, tell } = await queueRig(jobs);
  fake.answers.set('queue/get', ({ job }: { job: string }) => ({
    job: { ...jobs.find((it) => it.id === job), layers: [] },
  }));
  fake.answers.set('queue/frames', () => framesOf([someTask('1.1', 1, 10)]));
  const place = { file: '/p/scene.ma', line: 7 };
  const line = { level: 'error', text: 'Error', task: '1.1', attempt: 1, place };
  fake.answers.set('queue/log-lines', () => ({ lines: [line], next: 'n', truncated: false, ended: true }));
  const errors: unknown[] = [];
  const warned: unknown[] = [];
  const pages = new JobPages({
    core: fake.core,
    gate: {
      closed: async () => (isTrusted() ? undefined : 'untrusted'),
      pass: async () => {
        if (!isTrusted()) throw new Error('untrusted');
      },
    },
    errors: { show: (error: unknown) => void errors.push(error) },
    log: { warn: (...all: readonly unknown[]) => void warned.push(all) } as never,
    extension: { fsPath: '/ext' } as never,
    queue,
  });
  const ready = async (panel: FakePanel | undefined): Promise<FakePanel> => {
    if (panel === undefined) throw new Error('There is no panel.');
    await panel.say({ type: 'ready' });
    return panel;
  };
  return { fake, pages, errors, warned, tell, ready };
}

test('a job has one page, which comes to the front when it is asked for again', async () => {
  const { pages, ready } = await pagesRig();
  await pages.open('a');
  await pages.open({ row: { id: 'job:a' } });
  await pages.open({ row: { id: 'task:b/1.1' } });
  expect(panels.map(({ title, revealed }) => [title, revealed])).toEqual([
    ['a', 1],
    ['b', 0],
  ]);
  const panel = await ready(panels[0]);
  expect(panel.told.map(({ type }) => type)).toEqual(['setup', 'head', 'frames']);
  expect([panel.title, panel.iconPath?.fsPath]).toEqual(['a', '/ext/media/job-states/failed.svg']);
  panel.dispose();
  await pages.open('a');
  expect(panels).toHaveLength(3);
});

test('title and icon follow the job', async () => {
  const { pages, ready, tell } = await pagesRig();
  await pages.open('a');
  const panel = await ready(panels[0]);
  tell(someJob('a', 2, { name: 'SH010', state: 'running' }));
  expect([panel.title, panel.iconPath?.fsPath]).toEqual(['SH010', '/ext/media/job-states/running.svg']);
});

test('a job is picked where none is named', async () => {
  const { pages } = await pagesRig();
  editor.answers = ['b'];
  await pages.open(undefined);
  expect(panels.map(({ title }) => title)).toEqual(['b']);
});

test('a panel of before a reload is taken up, and one that says no job is closed', async () => {
  const { pages, ready } = await pagesRig();
  const [panel, other, twice] = [new FakePanel(''), new FakePanel(''), new FakePanel('')];
  await pages.deserializeWebviewPanel(panel as never, { job: 'a', hidden: [] });
  await pages.deserializeWebviewPanel(other as never, { hidden: [] });
  await pages.deserializeWebviewPanel(twice as never, { job: 'a' });
  expect([panel, other, twice].map((it) => it.isClosed)).toEqual([false, true, true]);
  await ready(panel);
  expect(panel.title).toBe('a');
  await pages.open('a');
  expect([panels.length, panel.revealed]).toEqual([0, 1]);
});

test('buttons do what the commands of the queue do', async () => {
  const { pages, ready } = await pagesRig();
  await pages.open('a');
  const panel = await ready(panels[0]);
  for (const action of ['pause', 'cancel', 'retryFailed', 'openOutput']) await panel.say({ type: 'action', action });
  expect(editor.ran).toEqual([
    ['compline.pauseJob', 'a'],
    ['compline.cancelJob', 'a'],
    ['compline.retryFailedChunks', 'a'],
    ['compline.openJobOutput', 'a'],
  ]);
});

test('selected frames are skipped and rendered anew when the user says so', async () => {
  const { fake, pages, errors, ready } = await pagesRig();
  await pages.open('a');
  const panel = await ready(panels[0]);
  editor.answers = ['Skip', 'Render Anew', undefined];
  await panel.say({ type: 'action', action: 'skip', frames: '1-3,7' });
  expect(fake.params.get('queue/skip')).toEqual({ job: 'a', frames: '1-3,7' });
  await panel.say({ type: 'action', action: 'requeue', frames: '2' });
  expect(fake.params.get('queue/requeue')).toEqual({ job: 'a', frames: '2' });
  await panel.say({ type: 'action', action: 'skip', frames: '9' });
  expect(fake.params.get('queue/skip')).toEqual({ job: 'a', frames: '1-3,7' });
  await panel.say({ type: 'action', action: 'skip' });
  expect(editor.messages).toEqual(['Skip frames 1-3,7 of a?', 'Render frames 2 of a anew?', 'Skip frames 9 of a?']);
  expect(errors.map(String)).toEqual(['Dismissed']);
});

test('in a workspace that is not trusted a page asks the core nothing and changes nothing', async () => {
  const { fake, pages, errors, ready } = await pagesRig(() => false);
  const panel = new FakePanel('a');
  await pages.deserializeWebviewPanel(panel as never, { job: 'a' });
  await ready(panel);
  await panel.say({ type: 'log', wish: { levels: ['error'], search: '' } });
  editor.answers = ['Skip'];
  await panel.say({ type: 'action', action: 'skip', frames: '1' });
  await panel.say({ type: 'action', action: 'cancel' });
  expect(panel.told.map(({ type }) => type)).toEqual(['setup', 'notice']);
  expect([fake.asked, editor.ran, errors.map(String)]).toEqual([[], [], ['Error: untrusted', 'Error: untrusted']]);
  panel.dispose();
});

test('files are opened that the log has named, and no others', async () => {
  const { pages, ready } = await pagesRig();
  await pages.open('a');
  const panel = await ready(panels[0]);
  await panel.say({ type: 'open', file: '/p/scene.ma', line: 7 });
  expect(editor.ran).toEqual([]);
  await panel.say({ type: 'log', wish: { levels: ['error'], search: '' } });
  await panel.say({ type: 'open', file: '/p/scene.ma', line: 7 });
  await panel.say({ type: 'open', file: '/etc/passwd' });
  expect(editor.ran).toEqual([['show', '/p/scene.ma']]);
});

test('what a page cannot say is refused', async () => {
  const { pages, warned, fake } = await pagesRig();
  await pages.open('a');
  await panels[0]?.say({ type: 'action', action: 'delete' });
  await panels[0]?.say('ready');
  expect(warned).toHaveLength(2);
  expect(fake.asked).not.toContain('queue/get');
});

test('a page that is hidden is not kept up', async () => {
  const { pages, ready, tell } = await pagesRig();
  await pages.open('a');
  const panel = await ready(panels[0]);
  panel.show(false);
  panel.told.length = 0;
  tell(someJob('a', 2, { state: 'running' }));
  expect(panel.told).toEqual([]);
});

test('a job of the farm is opened where the farm has said, and nothing else that a page asks for', async () => {
  const { pages, ready, fake } = await pagesRig();
  const farmJobs = [
    { id: '77', layer: 'beauty', tasks: 1, page: 'https://s.example/77' },
    { id: '78', layer: 'beauty', tasks: 1, page: 'file:///etc/passwd' },
  ];
  fake.answers.set('queue/get', () => ({ job: { ...someJob('a', 1, { farm: 'studio' }), farmJobs, layers: [] } }));
  await pages.open('a');
  const panel = await ready(panels[0]);
  expect(panel.told.map(({ type }) => type)).toContain('farm');
  for (const id of ['https://evil.example', '78', '77']) await panel.say({ type: 'farm-job', id });
  expect(editor.ran).toEqual([['external', 'https://s.example/77']]);
});

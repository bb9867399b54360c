import { beforeEach, expect, test, vi } from 'vitest';
import type { CommandRegistry } from '../../../../client/commands/command-registry.ts';
import { registerSystemCommands } from '../../../../client/system/system-commands.ts';
import { SystemView } from '../../../../client/system/system-view.ts';
import type { RowElement } from '../../../../client/views/row-tree.ts';
import { jobSchema } from '../../../../server/protocol/jobs.ts';
import type { SystemInfo } from '../../../../server/protocol/system.ts';
import { FakeCore } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLog } from '../locks/locking.ts';
import { someJob } from '../queue/some-job.ts';
import { someSystem } from './some-system.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

const capacity = { slots: 3, threads: 14, memory: 1, gpus: [1] };
const attempt = { job: 'night', task: '1.2', number: 2 };

const night = jobSchema.parse({
  ...someJob('night', 1, { state: 'running' }),
  layers: [
    {
      name: 'BG',
      needs: { threads: 4 },
      tasks: [
        {
          id: '1.2',
          frames: { first: 11, last: 20 },
          state: 'running',
          framesDone: 0,
          attempts: [{ number: 2, state: 'running', startedAt: 0, process: 4711, gpus: [1] }],
        },
      ],
    },
  ],
});

function systemRig(info: SystemInfo = someSystem()) {
  const fake = new FakeCore();
  const machine = { info, working: [] as (typeof attempt)[], held: undefined as string | undefined, jobsRead: 0 };
  fake.answers.set('system/info', () => ({ system: machine.info }));
  fake.answers.set('system/reserve', (reservation: object) => {
    machine.info = { ...machine.info, reservation };
    return { system: machine.info };
  });
  fake.answers.set('workers/list', () => ({
    workers: machine.working.map((it) => ({ process: 1, attempt: it, made: 1 })),
    whole: capacity,
    free: capacity,
    ...(machine.held !== undefined && { held: machine.held }),
  }));
  fake.answers.set('queue/get', () => {
    machine.jobsRead += 1;
    return { job: night };
  });
  const gate = { closed: async () => undefined, pass: async () => {} } as never;
  const system = new SystemView({ core: fake.core, gate, log: fakeLog, version: '1.2.3', now: () => 0 });
  const { tree } = system.live;
  const redrawn: string[] = [];
  tree.onDidChangeTreeData((it) => {
    redrawn.push(...(it === undefined ? ['all'] : [it].flat().map(({ row }) => row.id)));
  });
  const shown = async (parent?: RowElement, indent = ''): Promise<string[]> => {
    const lines: string[] = [];
    for (const it of await tree.getChildren(parent)) {
      lines.push(`${indent}${it.row.label}: ${it.row.description}`);
      if (it.row.expansion === 'expanded') lines.push(...(await shown(it, `${indent}  `)));
    }
    return lines;
  };
  const look = async (): Promise<void> => {
    redrawn.length = 0;
    system.live.refresh();
    await system.live.rows();
  };
  const handlers = new Map<string, (...args: readonly unknown[]) => Promise<void> | void>();
  const registry = { withCore: (id: string, handler: never) => void handlers.set(id, handler) };
  registerSystemCommands(registry as unknown as CommandRegistry, { core: fake.core, system });
  const run = async (id: string, ...args: readonly unknown[]) => await handlers.get(`compline.system.${id}`)?.(...args);
  return { fake, machine, system, tree, redrawn, shown, look, run };
}

test('the machine, what renders may use of it, and what runs where', async () => {
  const { shown, machine } = systemRig();
  machine.working = [attempt];
  expect(await shown()).toEqual([
    'CPU: load 3.2 on 16 threads · Threadripper',
    'Memory: 12 GiB of 64 GiB free',
    'GPUs: 2, 1 reserved',
    '  GPU 0: reserved · RTX 4090 · 35 % busy · 20 GiB of 24 GiB free · has the screen',
    '  GPU 1: RTX 4090 · 0 % busy · 24 GiB of 24 GiB free',
    'For Renders: 3 calls · threads: 4 each, 14 in all · 2 reserved',
    'Running Here: 1',
    '  night: Frames 11-20 · 4 threads · GPU 1 · process 4711',
  ]);
});

test('no GPU is a row like any other, which says why', async () => {
  const { shown } = systemRig(someSystem({ gpus: [], noGpus: 'nvidia-smi is not installed.' }));
  expect(await shown()).toContain('GPUs: nvidia-smi is not installed.');
  expect(await shown()).toContain('Running Here: nothing');
});

test('a look draws the rows again that have changed, and no others', async () => {
  const { shown, look, machine, redrawn, tree } = systemRig();
  await shown();
  await look();
  expect(redrawn).toEqual([]);
  const before = tree.element('system:gpu:1');
  const [first, second] = machine.info.gpus;
  machine.info = { ...machine.info, gpus: [first, { ...second, load: 90 }] as SystemInfo['gpus'] };
  await look();
  expect(redrawn).toEqual(['system:gpu:1']);
  expect(tree.element('system:gpu:1')).toBe(before);
});

test('what has begun or ended is drawn under its row; a job is read once for it', async () => {
  const { shown, look, machine, redrawn } = systemRig();
  await shown();
  machine.working = [attempt];
  await look();
  expect(redrawn).toEqual(['system:running']);
  await shown();
  await look();
  await look();
  expect([redrawn, machine.jobsRead]).toEqual([[], 1]);
  machine.working = [];
  machine.held = 'The disk is full.';
  await look();
  expect(redrawn).toEqual(['system:running']);
  expect(await shown()).toContain('Running Here: The disk is full.');
});

test('threads are reserved, and the GPUs stay as they were set', async () => {
  const { run, fake } = systemRig(someSystem({ reservation: { gpus: [0] } }));
  editor.answers = ['6'];
  await run('reserveThreads');
  expect(fake.params.get('system/reserve')).toEqual({ threads: 6, gpus: [0] });
});

test.each(['16', '-1', '2.5', ''])('"%s" threads cannot be reserved', async (text) => {
  const { run, fake } = systemRig();
  editor.answers = [text];
  await expect(run('reserveThreads')).rejects.toMatchObject({ name: 'Dismissed' });
  expect(editor.said).toEqual(['A whole number from 0 to 15.']);
  expect(fake.params.has('system/reserve')).toBe(false);
});

test('a GPU is reserved and released, by its row or by the list', async () => {
  const { run, fake, shown, tree } = systemRig();
  await shown();
  await run('reserveGpu', tree.element('system:gpu:1'));
  expect(fake.params.get('system/reserve')).toEqual({ gpus: [0, 1] });
  editor.answers = ['GPU 0'];
  await run('releaseGpu');
  expect(fake.params.get('system/reserve')).toEqual({ gpus: [] });
});

test('defaults are taken back when that is confirmed', async () => {
  const { run, fake } = systemRig(someSystem({ reservation: { threads: 9 } }));
  await expect(run('useDefaults')).rejects.toMatchObject({ name: 'Dismissed' });
  editor.answers = ['Use Defaults'];
  await run('useDefaults');
  expect(fake.params.get('system/reserve')).toEqual({});
});

test('the report goes to the clipboard', async () => {
  const { run, machine } = systemRig();
  machine.working = [attempt];
  await run('copyReport');
  const [, text] = editor.ran.find(([id]) => id === 'copy') ?? [];
  expect(String(text).split('\n')).toEqual([
    'Compline 1.2.3 on ws12 (linux x64)',
    'CPU: Threadripper, cores 8, threads 16, load 3.21',
    'Memory: 12.9 GB free of 68.7 GB',
    'GPU 0: RTX 4090, driver 560.1, memory 21.5 GB free of 25.8 GB, load 35 %, display, reserved',
    'GPU 1: RTX 4090, driver 560.1, memory 25.8 GB free of 25.8 GB, load 0 %, for renders',
    'Renders: calls 3, threads 14 (4 each, 2 reserved), GPUs 1',
    'Reserved by a setting: {}',
    'Running: night (night), task 1.2, attempt 2, frames 11-20, process 4711, threads 4, GPUs 1',
    '',
  ]);
});

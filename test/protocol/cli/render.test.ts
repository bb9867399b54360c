import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorData } from '../../../server/protocol/errors.ts';
import { type LogPage, logLineSchema } from '../../../server/protocol/job-logs.ts';
import type { Job, JobSummary } from '../../../server/protocol/jobs.ts';
import type { DeletePlan, Submitted, WorkerList } from '../../../server/protocol/queue.ts';
import { eventually } from '../../unit/eventually.ts';
import { program } from './command-line.ts';
import { Studio } from './studio.ts';

/** Writes the frames; waits before the one that `hold` names while that file is there, and fails on the one in `fail`. */
const RENDERER = `
const fs = require('node:fs');
const [output, first, count] = process.argv.slice(2);
const read = (name) => (fs.existsSync(name) ? fs.readFileSync(name, 'utf8').trim() : '');
const render = (frame) => {
  if (read('hold') === String(frame)) return setTimeout(() => render(frame), 20);
  if (read('fail') === String(frame)) process.exit(3);
  fs.writeFileSync(output.replace('%04d', String(frame).padStart(4, '0')), 'frame ' + frame);
  console.log('frame ' + frame);
  if (frame < Number(first) + Number(count) - 1) render(frame + 1);
};
render(Number(first));
`;

const CONFIG = `version: 1
project: { id: DEMO }
renderers:
  writer:
    program: ${JSON.stringify(process.execPath)}
    args: [renderer.cjs, '{output}', '{first}', '{count}']
    progress: ['^frame (?<frame>\\\\d+)']
  other: { program: no-such-program, args: [] }
`;

interface Failure {
  readonly error: ErrorData;
}

describe('compline render and compline queue', () => {
  let studio: Studio;
  const file = (name: string): string => path.join(studio.project, name);
  const job = async (id: string): Promise<Job> => (await studio.json<{ job: Job }>('queue', 'show', id)).job;
  const inState = (id: string, state: Job['state']): Promise<Job> =>
    eventually(async () => {
      const found = await job(id);
      return found.state === state ? found : undefined;
    }, `job ${id} ${state}`);
  const render = (...args: readonly string[]) =>
    studio.run('render', 'shot.ma', '--renderer', 'writer', '--output', 'out/{layer}.%04d.txt', ...args);
  const submit = async (...args: readonly string[]): Promise<string> => {
    const { out } = await render('--json', ...args);
    return (JSON.parse(out) as { submitted: Submitted[] }).submitted[0]?.job?.id ?? out;
  };

  beforeAll(async () => {
    studio = await Studio.open();
    await writeFile(file('compline.yaml'), CONFIG);
    await writeFile(file('renderer.cjs'), RENDERER);
    await writeFile(file('shot.ma'), '//Maya ASCII');
  });
  afterAll(() => studio[Symbol.asyncDispose]());

  it('renders nothing of a project that nobody has trusted', async () => {
    const { code, err } = await render('--layers', 'A', '--frames', '1-2');
    expect([code, /trust/i.test(err), existsSync(file('out'))]).toEqual([1, true, false]);
    expect(await studio.json('trust')).toMatchObject({ trusted: true });
  });

  it('says what it would render, and does nothing, in a dry run', async () => {
    const { code, out } = await render('--layers', 'A,B', '--frames', '1-4', '--chunk', '2', '--dry-run');
    expect([code, existsSync(file('out'))]).toEqual([0, false]);
    expect(out).toContain('shot: A, B, 4 chunks, rendered by writer');
    expect(out).toContain(file('out/B.0004.txt'));
  });

  it('renders layers, waits, shows it in plain lines, and ends with 0', async () => {
    const { code, out, err } = await render('--layers', 'A,B', '--frames', '1-4', '--chunk', '2', '--wait');
    expect(code).toBe(0);
    expect(out).toContain('shot: completed');
    expect(err).toContain('shot: completed, 8/8 frames');
    expect((await readdir(file('out'))).sort()).toEqual(
      ['A', 'B'].flatMap((layer) => [1, 2, 3, 4].map((frame) => `${layer}.000${frame}.txt`)),
    );
  });

  it('tells every change as a line of JSON', async () => {
    const { code, out } = await render('--layers', 'C', '--frames', '1-2', '--wait', '--json-lines');
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { submitted?: Submitted; job?: JobSummary });
    expect([code, lines[0]?.submitted?.plan.renderer, lines.at(-1)?.job?.state]).toEqual([0, 'writer', 'completed']);
  });

  it('ends with 1 where a frame could not be rendered, and with what the renderer said; a retry renders the rest', async () => {
    await writeFile(file('fail'), '3');
    const { code, err } = await render('--layers', 'D', '--frames', '1-4', '--chunk', '1', '--retries', '0', '--wait');
    expect(code).toBe(1);
    expect(err).toContain('Frame 3: node exited with code 3.');
    await rm(file('fail'));
    const { jobs } = await studio.json<{ jobs: JobSummary[] }>('queue', 'list', '--state', 'failed');
    const id = jobs[0]?.id ?? '';
    expect((await studio.run('queue', 'retry', id)).code).toBe(0);
    expect((await studio.run('queue', 'wait', id)).code).toBe(0);
    const attempts = (await job(id)).layers[0]?.tasks.map((task) => task.attempts.length);
    expect(attempts).toEqual([1, 1, 2, 1]);
  });

  it('waits no longer than it is told, and the job goes on; who renders the same meanwhile is told', async () => {
    await writeFile(file('hold'), '2');
    const { code, out } = await render('--layers', 'E', '--frames', '1-2', '--wait', '--timeout', '1', '--json');
    const [first] = (JSON.parse(out) as { jobs: JobSummary[] }).jobs;
    expect([code, first?.state]).toEqual([4, 'running']);
    const again = await render('--layers', 'E', '--frames', '1-2');
    expect([again.code, /same frames into the same files/.test(again.err)]).toEqual([1, true]);
    const workers = await studio.json<WorkerList>('workers');
    expect(workers.workers.map(({ attempt }) => attempt?.job)).toContain(first?.id);
    expect((await studio.run('workers')).out).toContain(`job ${first?.id}, task 1.1, attempt 1`);
  });

  it('pauses, moves, skips, requeues, changes, cancels, archives and deletes jobs behind it', async () => {
    const first = await submit(
      '--layers',
      'F',
      '--frames',
      '1-4',
      '--chunk',
      '1',
      '--tag',
      'night',
      '--comment',
      'slow',
    );
    const second = await submit('--layers', 'G', '--frames', '1', '--after', first.slice(0, 8));
    expect((await studio.run('queue', 'pause', first)).out).toBe('shot: paused\n');
    expect(await job(first)).toMatchObject({ paused: true, tags: ['night'], comment: 'slow', state: 'waiting' });
    expect((await job(second)).layers[0]?.tasks[0]?.waits).toBe('dependency');
    expect(await studio.json('queue', 'set', second, '--priority', '90')).toMatchObject({ job: { priority: 90 } });
    expect(await studio.json('queue', 'move', second, '--after', first)).toMatchObject({ job: { priority: 50 } });
    expect((await studio.run('queue', 'skip', first, '--frames', '2-9')).code).toBe(0);
    expect((await job(first)).layers[0]?.tasks.map(({ state }) => state)).toEqual([
      'waiting',
      'skipped',
      'skipped',
      'skipped',
    ]);
    expect((await studio.run('queue', 'requeue', first, '--frames', '4')).code).toBe(0);
    const { error } = await studio.json<Failure>('queue', 'archive', first);
    expect(error.code).toBe('wrong-state');
    expect((await studio.run('queue', 'delete', first, '--dry-run')).code).toBe(1);
    await rm(file('hold'));
    expect((await studio.run('queue', 'resume', first)).code).toBe(0);
    expect((await studio.run('queue', 'wait', first, second)).code).toBe(0);
    expect((await readdir(file('out'))).filter((name) => /^[FG]/.test(name)).sort()).toEqual([
      'F.0001.txt',
      'F.0004.txt',
      'G.0001.txt',
    ]);
    expect((await studio.run('queue', 'archive', first)).code).toBe(0);
    expect((await studio.run('queue', 'list')).out).not.toContain(first);
    expect((await studio.run('queue', 'list', '--archived')).out).toContain(first);
    const { plan } = await studio.json<{ plan: DeletePlan }>('queue', 'delete', first, second);
    expect(plan).toMatchObject({ jobs: [{ tasks: 4, attempts: 2 }, { tasks: 1 }], logs: 3, refused: [] });
    expect((await studio.run('queue', 'show', first)).code).toBe(2);
  });

  it('submits a job once more with other frames, and shows what has happened to it', async () => {
    const id = await submit('--layers', 'H', '--frames', '1-2');
    await inState(id, 'completed');
    const again = await studio.json<Submitted>('queue', 'resubmit', id, '--frames', '5');
    expect(again.plan.layers[0]?.tasks).toEqual([{ first: 5, last: 5 }]);
    await inState(again.job?.id ?? '', 'completed');
    expect((await studio.run('queue', 'show', id, '--history')).out).toMatch(
      /start +waiting → running(?:.|\n)*complete/,
    );
    expect((await studio.run('queue', 'log', id)).out).toContain('frame 2');
  });

  it('follows the log of a job to its end or an interrupt, and finds lines in it by level and words', async () => {
    await writeFile(file('hold'), '2');
    await writeFile(file('fail'), '3');
    const id = await submit('--layers', 'L', '--frames', '1-3', '--retries', '0');
    const follow = (...args: readonly string[]) => {
      const child = spawn(process.execPath, [program, 'queue', 'log', id, '--follow', ...args], {
        cwd: studio.project,
        env: { ...process.env, ...studio.environment },
      });
      const said = { child, out: '', err: text(child.stderr), ended: once(child, 'close') };
      child.stdout.on('data', (it: Buffer) => {
        said.out += it.toString('utf8');
      });
      return said;
    };
    const [interrupted, whole] = [follow(), follow('--json')];
    await eventually(() => [interrupted, whole].every(({ out }) => out.includes('frame 1')), 'the first frame');
    expect(interrupted.out).toMatch(/^1\.1\/1 \S+Z \[core\] \$ .*renderer\.cjs/);
    if (process.platform !== 'win32') {
      interrupted.child.kill('SIGINT');
      expect([(await interrupted.ended)[0], await interrupted.err]).toEqual([130, '']);
    }
    await rm(file('hold'));
    expect((await whole.ended)[0]).toBe(1);
    await rm(file('fail'));
    const lines = whole.out
      .trimEnd()
      .split('\n')
      .map((it) => logLineSchema.parse(JSON.parse(it)));
    expect(lines.filter((it) => it.level === 'info').map((it) => it.text)).toEqual(['frame 1', 'frame 2']);
    expect(lines.at(-1)).toMatchObject({ level: 'error', text: expect.stringContaining('exited with code 3') });

    const asked = ['--level', 'core,info', '--search', 'FRAME', '--task', '1.1', '--attempt', '1', '--lines', '1'];
    const some = await studio.run('queue', 'log', id, ...asked);
    expect(some).toEqual({
      code: 0,
      out: expect.stringMatching(/^1\.1\/1 \S+Z \[info\] frame 2\n$/),
      err: expect.stringMatching(/left out/),
    });
    const document = await studio.json<LogPage & { text: string }>('queue', 'log', id, '--level', 'error');
    expect([document.lines, document.text]).toEqual([
      lines.slice(-1),
      expect.stringContaining('--- task 1.1, frames 1-3, attempt 1'),
    ]);
  });

  it('submits a batch, whose renders wait for each other', async () => {
    const render = (name: string, more: object) => ({
      name,
      scene_file: 'shot.ma',
      layers: [name],
      frame_range: '1-3x2',
      renderer: 'writer',
      output_path: `out/${name}.0000.txt`,
      ...more,
    });
    const jobs = [render('beauty', {}), render('grade', { depends_on: ['beauty'] })];
    await writeFile(file('night.batchrender.json'), JSON.stringify({ jobs }));
    const { code } = await studio.run('render', 'night.batchrender.json', '--wait');
    expect(code).toBe(0);
    expect((await readdir(file('out'))).filter((name) => /^(?:beauty|grade)/.test(name)).sort()).toEqual([
      'beauty.0001.txt',
      'beauty.0003.txt',
      'grade.0001.txt',
      'grade.0003.txt',
    ]);
  });

  it.each([
    ['no such scene', ['none.ma', '--layers', 'A', '--frames', '1'], 2, 'not-found'],
    ['no layers', ['shot.ma', '--frames', '1'], 2, 'invalid-parameters'],
    [
      'frames that are none',
      ['shot.ma', '--renderer', 'writer', '--layers', 'A', '--frames', 'x'],
      2,
      'invalid-parameters',
    ],
    ['no output', ['shot.ma', '--renderer', 'writer', '--layers', 'A', '--frames', '1'], 2, 'invalid-parameters'],
    ['an unknown renderer', ['shot.ma', '--renderer', 'x', '--layers', 'A', '--frames', '1'], 1, 'renderer-missing'],
    ['a missing program', ['shot.ma', '--renderer', 'other', '--layers', 'A', '--frames', '1'], 1, 'renderer-missing'],
    [
      'an option as a layer',
      ['shot.ma', '--renderer', 'writer', '--layers=-x', '--frames', '1'],
      2,
      'invalid-parameters',
    ],
    [
      'a variable that loads code',
      ['shot.ma', '--renderer', 'writer', '--layers', 'A', '--frames', '1', '--env', 'LD_PRELOAD=/evil.so'],
      1,
      'project-not-trusted',
    ],
    [
      'more threads than there are',
      ['shot.ma', '--renderer', 'writer', '--layers', 'A', '--frames', '1', '--output', 'o.0.txt', '--threads', '9999'],
      2,
      'invalid-parameters',
    ],
    ['half a priority', ['shot.ma', '--layers', 'A', '--priority', '1.5'], 2, 'invalid-parameters'],
  ] as const)('refuses %s', async (_, args, code, error) => {
    const ended = await studio.run('render', ...args, '--json');
    expect([ended.code, (JSON.parse(ended.out) as Failure).error.code]).toEqual([code, error]);
  });

  it('renders in its own process with --no-core', async () => {
    const { code, out } = await render('--layers', 'Z', '--frames', '1-2', '--no-core');
    expect([code, out.includes('shot: completed')]).toEqual([0, true]);
    expect(existsSync(file('out/Z.0002.txt'))).toBe(true);
  });
});

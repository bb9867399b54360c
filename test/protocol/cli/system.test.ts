import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorData } from '../../../server/protocol/errors.ts';
import type { WorkerList } from '../../../server/protocol/queue.ts';
import type { SystemInfo } from '../../../server/protocol/system.ts';
import { compline } from './command-line.ts';
import { Studio } from './studio.ts';

interface Answer {
  readonly system: SystemInfo;
}

describe.runIf(process.platform !== 'win32')('compline system, with two GPUs', () => {
  let studio: Studio;
  let env: Readonly<Record<string, string>>;
  const run = (...args: string[]) => compline(args, { cwd: studio.project, env });
  const json = async <Document>(...args: string[]): Promise<Document> => JSON.parse((await run(...args, '--json')).out);

  beforeAll(async () => {
    studio = await Studio.open();
    const bin = path.join(studio.root, 'bin');
    mkdirSync(bin);
    const lines = ['0, RTX A6000, 49140, 48000, 3, 550.54, Enabled', '1, RTX A6000, 49140, 48000, 0, 550.54, Disabled'];
    writeFileSync(path.join(bin, 'nvidia-smi'), `#!/bin/sh\n${lines.map((line) => `echo "${line}"`).join('\n')}\n`);
    chmodSync(path.join(bin, 'nvidia-smi'), 0o755);
    env = {
      ...studio.environment,
      PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
      CUDA_VISIBLE_DEVICES: '0,1',
    };
  });
  afterAll(() => studio[Symbol.asyncDispose]());

  it('shows them by the numbers of the driver, and which renders get', async () => {
    const { system } = await json<Answer>('system');
    expect(system).toMatchObject({
      gpus: [
        { id: 0, name: 'RTX A6000', hasDisplay: true, reserved: true },
        { id: 1, hasDisplay: false, reserved: false },
      ],
      renders: { gpus: [1] },
    });
    const { out, code } = await run('system');
    expect(code).toBe(0);
    expect(out).toMatch(/^GPU 0 .*kept for interactive work$/m);
    expect(out).toMatch(/^Renders .*; GPU 1$/m);
  });

  it('keeps what it is told to, until it is told otherwise', async () => {
    const { system } = await json<Answer>('system', 'reserve', '--gpus', '1', '--threads', '1');
    expect(system.renders).toMatchObject({ gpus: [0] });
    expect((await json<Answer>('system')).system.renders).toMatchObject({ gpus: [0] });
    expect((await json<Answer>('system', 'reserve', '--gpus', 'none')).system.renders.gpus).toEqual([0, 1]);
    expect((await json<Answer>('system', 'reserve')).system.renders.gpus).toEqual([1]);
  });

  it('refuses to keep what is not there', async () => {
    const { error } = await json<{ error: ErrorData }>('system', 'reserve', '--gpus', '2');
    expect(error).toMatchObject({ code: 'invalid-parameters', message: 'There is no GPU 2. The driver shows: 0, 1.' });
    expect((await run('system', 'reserve', '--gpus', '-1')).code).toBe(2);
    expect((await run('system', 'reserve', '--threads', 'many')).code).toBe(2);
  });

  it('lets a render see what it gets, once and by the numbers of the driver', async () => {
    const config = `version: 1
project: { id: DEMO }
steps: { COMP: { renderer: show, retries: 0, chunkSize: 100 } }
renderers:
  show:
    program: /bin/sh
    args: [-c, 'echo "gpus=$CUDA_VISIBLE_DEVICES order=$CUDA_DEVICE_ORDER told={gpus} threads={threads}"; echo "Error: no camera" >&2; exit 3']
    gpus: 1
    threads: 1
`;
    writeFileSync(path.join(studio.project, 'compline.yaml'), config);
    await run('trust');
    expect((await run('publish', studio.comp('SH020'))).code).toBe(1);
    const { jobs } = await json<{ jobs: { id: string; reason: string }[] }>('queue', 'list');
    expect(jobs[0]?.reason).toContain('sh exited with code 3. It said: no camera');
    const { out } = await run('queue', 'log', jobs[0]?.id ?? '');
    expect(out).toMatch(/Z \[info\] gpus=1 order=PCI_BUS_ID told=0 threads=1$/m);
    expect(out).toMatch(/Z \[error\] Error: no camera$/m);
  });

  it('gives renders what is not kept any more, without a restart, and tells the same everywhere', async () => {
    const told = async () => {
      const { renders } = (await json<Answer>('system')).system;
      const { whole } = await json<WorkerList>('workers');
      expect(whole).toMatchObject({ slots: renders.calls, threads: renders.threads, gpus: renders.gpus });
      return whole.gpus;
    };
    expect(await told()).toEqual([1]);
    writeFileSync(path.join(studio.project, 'shot.ma'), '//Maya ASCII 2024 scene\n');
    const render = () => run('render', 'shot.ma', '--layers', 'BG', '--frames', '1', '--gpu', '2', '--wait', '--json');
    expect((await render()).out).toMatch(/needs more than renders may use of this machine: .*, 1 GPUs\./);
    await run('system', 'reserve', '--gpus', 'none');
    expect(await told()).toEqual([0, 1]);
    await render();
    const { jobs } = await json<{ jobs: { id: string }[] }>('queue', 'list');
    const { out } = await run('queue', 'log', jobs[0]?.id ?? '');
    expect(out).toMatch(/Z \[info\] gpus=0,1 order=PCI_BUS_ID told=0,1 threads=1$/m);
  });
});

describe('compline layers', () => {
  let studio: Studio;
  beforeAll(async () => {
    studio = await Studio.open();
    const scene = [
      '//Maya ASCII 2024 scene',
      'createNode renderLayer -n "defaultRenderLayer";',
      '\tsetAttr ".rndr" no;',
      'createNode renderSetupLayer -n "BG";',
      'createNode renderLayer -n "rs_BG";',
      'select -ne :defaultRenderGlobals;',
      '\tsetAttr ".ren" -type "string" "arnold";',
    ];
    writeFileSync(path.join(studio.root, 'a.ma'), scene.join('\n'));
    writeFileSync(path.join(studio.root, 'a.mb'), 'FOR4');
  });
  afterAll(() => studio[Symbol.asyncDispose]());

  it('lists those of a scene', async () => {
    const scene = path.join(studio.root, 'a.ma');
    expect((await studio.run('layers', scene)).out).toMatch(
      /^Layer +masterLayer \(not rendered\) \(all objects\)\nLayer +BG\nRenderer +arnold\n/,
    );
    const { layers } = await studio.json<{ layers: { name: string }[] }>('layers', scene, '--renderable');
    expect(layers.map(({ name }) => name)).toEqual(['BG']);
  });

  it('refuses a binary scene', async () => {
    const { error } = await studio.json<{ error: ErrorData }>('layers', path.join(studio.root, 'a.mb'));
    expect(error).toMatchObject({ code: 'not-supported', message: expect.stringContaining('binary') });
    expect((await studio.run('layers', path.join(studio.root, 'no.ma'))).code).toBe(2);
  });
});

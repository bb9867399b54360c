import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobSummary } from '../../../server/protocol/jobs.ts';
import { program } from './command-line.ts';
import { Studio } from './studio.ts';

const page = await readFile(new URL('../../../docs/calling.md', import.meta.url), 'utf8');
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** The examples of a section in a language, in their order. */
const examples = (section: string, language: string): string[] => {
  const text = page.split(/^## /m).find((it) => it.startsWith(section)) ?? '';
  return [...text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, code = '']) => code);
};

/** What stands for the modules of the programs: a script with two nodes selected, and what is said is printed. */
const NUKE = `
class Root:
    name = lambda self: SCENE
    firstFrame = lambda self: 1001
    lastFrame = lambda self: 1010
class Node:
    def __init__(self, name): self.name = name
    fullName = lambda self: self.name
class Menu:
    addCommand = lambda self, name, call: call()
root = Root
selectedNodes = lambda kind: [Node("Write1"), Node("Grade.Write2")]
scriptSave = lambda: None
message = print
menu = lambda name: Menu()
`;
const HOUDINI = `
class Type:
    category = lambda self: "rop"
class Node:
    def __init__(self, path): self.at = path
    path = lambda self: self.at
    type = lambda self: Type()
class hipFile:
    save = lambda: None
    path = lambda: SCENE
class playbar:
    frameRange = lambda: (1001.0, 1010.0)
class severityType: Error = 1
class ui:
    displayMessage = lambda text, **options: print(text)
    setStatusMessage = print
ropNodeTypeCategory = lambda: "rop"
selectedNodes = lambda: [Node("/out/beauty"), Node("/out/matte")]
`;

describe.runIf(hasPython && process.platform !== 'win32')('the examples of calling', () => {
  let studio: Studio;
  const jobs = async () => (await studio.json<{ jobs: JobSummary[] }>('queue', 'list')).jobs;

  beforeAll(async () => {
    studio = await Studio.open();
    const bin = path.join(studio.root, 'bin');
    await mkdir(bin);
    const programs = {
      compline: `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@" $EXTRA\n`,
      ...{ nuke: '#!/bin/sh\n', hython: '#!/bin/sh\n' },
    };
    for (const [name, text] of Object.entries(programs)) {
      await writeFile(path.join(bin, name), text);
      await chmod(path.join(bin, name), 0o755);
    }
  });
  afterAll(() => studio[Symbol.asyncDispose]());

  const run = (command: string, args: readonly string[], extra = '') =>
    spawnSync(command, args, {
      cwd: studio.project,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...studio.environment,
        PATH: `${path.join(studio.root, 'bin')}:${process.env.PATH ?? ''}`,
        PYTHONPATH: studio.root,
        PYTHONDONTWRITEBYTECODE: '1',
        EXTRA: extra,
      },
    });

  it.each([
    ['Nuke', 'nuke', NUKE, 'shot.nk', ['Write1', 'Grade.Write2']],
    ['Houdini', 'hou', HOUDINI, 'shot.hip', ['/out/beauty', '/out/matte']],
  ])('%s submits what is selected', async (section, module, fake, scene, layers) => {
    const [config = '', script = ''] = [examples(section, 'yaml')[0], examples(section, 'python')[0]];
    const file = path.join(studio.project, scene);
    await writeFile(file, '');
    await writeFile(path.join(studio.root, `${module}.py`), `SCENE = ${JSON.stringify(file)}\n${fake}`);
    await writeFile(path.join(studio.project, 'compline.yaml'), config);
    await mkdir(path.join(studio.project, 'pipeline'), { recursive: true });
    await writeFile(path.join(studio.project, 'pipeline', 'render_rop.py'), '');

    const refused = run('python3', ['-c', script], '--paused');
    expect(refused.stdout).toMatch(/allowed to run/);
    expect((await studio.run('trust')).code).toBe(0);
    const done = run('python3', ['-c', script], '--paused');
    expect(`${done.stdout}${done.stderr}`).toMatch(/^Submitted: /);
    const job = (await jobs()).find((it) => it.comp === file);
    expect(job).toMatchObject({ paused: true, framesTotal: 20 });
    const { job: whole } = await studio.json<{ job: { layers: { name: string }[] } }>('queue', 'show', job?.id ?? '');
    expect(whole.layers.map(({ name }) => name)).toEqual(layers);
  });

  it('the script that Houdini runs is Python', () => {
    const check = 'import ast, sys; ast.parse(sys.stdin.read())';
    const [, renderRop = ''] = examples('Houdini', 'python');
    expect(renderRop).not.toBe('');
    expect(spawnSync('python3', ['-c', check], { input: renderRop }).status).toBe(0);
  });

  it('the shell tells what could not be rendered', () => {
    const [night = ''] = examples('A shell', 'sh');
    const { stdout, status } = run('sh', ['-c', night, 'night.sh', 'missing.comp']);
    expect(stdout).toMatch(/^missing\.comp: exit code 2/);
    expect(status).toBe(1);
  });
});

import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { at } from '../../../../scripts/lib/paths.mjs';
import { AuditTrail, auditInstance } from '../../../../server/pipeline/audit/audit-trail.ts';
import type { FileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import { Publisher } from '../../../../server/pipeline/publish/publisher.ts';
import type { PublishQueue } from '../../../../server/pipeline/queue/queue.ts';
import type { Publish } from '../../../../server/protocol/publishes.ts';
import type { PublishOptions } from '../../../../server/protocol/requests.ts';
import { FakeQueue } from './fake-queue.ts';

/**
 * A renderer: copies the media's frames to the output. `break.json` in the project's root says what it does wrong:
 * frames it skips or tears, files it leaves beside, an exit code, a time that it gives the files.
 */
const RENDERER = `
const fs = require('node:fs');
const [output, media, first, count, mediaFirst] = process.argv.slice(1);
const broken = fs.existsSync('break.json') ? JSON.parse(fs.readFileSync('break.json', 'utf8')) : {};
const name = (pattern, frame) => pattern.replace(/%0(\\d)d/, (_, width) => String(frame).padStart(Number(width), '0'));
for (let at = 0; at < Number(count); at += 1) {
  const frame = Number(first) + at;
  if (broken.skip === frame) continue;
  if (broken.stop === frame) process.exit(3);
  const target = name(output, frame);
  fs.writeFileSync(target, fs.readFileSync(name(media, Number(mediaFirst) + at)));
  if (broken.tear === frame) fs.truncateSync(target, fs.statSync(target).size - (broken.bytes ?? 10));
  if (broken.old === frame) fs.utimesSync(target, 1000000000, 1000000000);
}
if (broken.beside) fs.writeFileSync(require('node:path').join(require('node:path').dirname(output), broken.beside), 'x');
if (broken.changeComp) fs.appendFileSync(broken.changeComp, '-- changed\\n');
`;

/** A copy of the sample project with a renderer of the test's own, in a folder that goes with the test. */
export interface TestProject {
  readonly root: string;
  readonly state: string;
  readonly stepFolder: string;
  readonly published: string;
  readonly preview: string;
  readonly comp: string;
  readonly queue: FakeQueue;
  readonly logged: string[];
  /** False where nobody has trusted the project. */
  isTrusted: boolean;
  /** Makes the renderer do something wrong, or all right again. */
  breakRenderer(how: object): Promise<void>;
  /** A publisher over the project's state, as a core has it. */
  publisher(files?: FileOperations, queue?: PublishQueue): Publisher;
  options(more?: Partial<PublishOptions>): PublishOptions;
}

/** Makes the project in a folder that the caller looks after; one that is there already is taken as it is. */
export async function projectIn(
  folder: string,
  configure: (text: string) => string = (text) => text,
): Promise<TestProject> {
  const root = path.join(folder, 'project');
  const state = path.join(folder, 'state');
  const queue = new FakeQueue();
  const logged: string[] = [];
  if (!(await stat(root).catch(() => undefined))) {
    await cp(at('test', 'fixtures', 'sample-project'), root, { recursive: true });
    await mkdir(state);
    await writeFile(path.join(root, 'compline.yaml'), configure(configText()));
  }
  const stepFolder = path.join(root, '05-SHOTS', 'DEMO_S_SH020', 'DEMO_S_SH020_COMP');
  const comp = path.join(stepFolder, 'DEMO_S_SH020_COMP.comp');
  const note = (_facts: object, message: string) => void logged.push(message);
  const project: TestProject = {
    root,
    state,
    stepFolder,
    published: path.join(stepFolder, '_published'),
    preview: path.join(stepFolder, '_preview'),
    comp,
    queue,
    logged,
    isTrusted: true,
    breakRenderer: (how) => writeFile(path.join(root, 'break.json'), JSON.stringify(how)),
    publisher: (files, seen = queue) =>
      new Publisher({
        stateFolder: state,
        queue: seen,
        trust: { isTrusted: async () => project.isTrusted },
        owner: { user: 'ann', machine: 'ws01' },
        audit: new AuditTrail({ user: 'ann', machine: 'ws01', instance: auditInstance(state) }),
        log: { info: note, warn: note, error: note },
        version: '0.1.0',
        share: async () => ({ slots: 2, threads: 4, memory: 8e9, gpus: [], hasGpus: false }),
        ...(files !== undefined && { files }),
      }),
    options: (more) => ({ comp, kind: 'publish', state: 'WIP', comment: 'first look', ...more }),
  };
  return project;
}

function configText(): string {
  return `version: 1
project: { id: DEMO }
steps:
  COMP: { renderer: copy, renderSpec: pipeline/comp.renderspec.yaml, chunkSize: 5 }
renderers:
  copy:
    program: ${JSON.stringify(process.execPath)}
    args: ['-e', ${JSON.stringify(RENDERER.replaceAll('{', '{{').replaceAll('}', '}}'))}, '{output}', '{media}', '{first}', '{count}', '{mediaFirst}']
`;
}

/** Starts a publish and waits for its end. */
export async function publishToEnd(publisher: Publisher, options: PublishOptions): Promise<Publish> {
  const { id } = await publisher.start(options);
  await publisher.settled();
  return await publisher.get(id);
}

/** All files under a folder with their contents, by path; a folder that is not there holds none. */
export async function contents(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const pairs = files
    .sort()
    .map(async (file) => [path.relative(folder, file), await readFile(file, 'latin1')] as const);
  return Object.fromEntries(await Promise.all(pairs));
}

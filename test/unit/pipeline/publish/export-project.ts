import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FileOperations } from '../../../../server/pipeline/files/file-operations.ts';
import type { Publisher } from '../../../../server/pipeline/publish/publisher.ts';
import type { PublishQueue } from '../../../../server/pipeline/queue/queue.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, type TestProject, testProject } from './test-project.ts';

/** The test project with an export of three frames. */
export interface ExportProject extends TestProject {
  /** The project's export folder. */
  readonly exports: string;
  /** A publisher whose renders are there at once, where no queue is given. */
  publisher(files?: FileOperations, queue?: PublishQueue): Publisher;
}

/** A test project whose render spec sends the final render to the project's export folder. */
export async function exportProject(): Promise<ExportProject> {
  return await exporting(await testProject((config) => config.replace('chunkSize: 5', 'chunkSize: 12')));
}

async function exporting(project: TestProject): Promise<ExportProject> {
  const spec = path.join(project.root, 'pipeline/comp.renderspec.yaml');
  await writeFile(spec, (await readFile(spec, 'utf8')).replace('export_dest: step', 'export_dest: project'));
  const comp = await readFile(project.comp, 'utf8');
  await writeFile(project.comp, comp.replace(/RenderRange = \{[^}]*\}/, 'RenderRange = { 1001, 1003 }'));
  const instant = new InstantQueue();
  const { publisher } = project;
  return Object.assign(project, {
    exports: path.join(project.root, '06-EXPORT'),
    publisher: (files?: FileOperations, queue: PublishQueue = instant) => publisher(files, queue),
  });
}

/** The delivered files of frames, relative to the export folder. */
export function framesOf(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => `DEMO_S_SH020_COMP/DEMO_S_SH020_COMP.${first + at}.exr`);
}

/** The files under a folder that are not hidden, nor in a hidden folder, by their paths. */
export async function visible(folder: string): Promise<string[]> {
  return Object.keys(await contents(folder)).filter(
    (name) => !name.split(path.sep).some((part) => part.startsWith('.')),
  );
}

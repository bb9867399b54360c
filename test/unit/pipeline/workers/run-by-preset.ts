import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { resolveRenderer } from '../../../../server/formats/renderers/renderer.ts';
import { callArguments } from '../../../../server/formats/renderers/renderer-call.ts';
import { RendererRun } from '../../../../server/pipeline/workers/renderer-run.ts';

/** Runs a program, named as its preset, for a chunk; what it writes has to begin with `out.` in the folder. */
export async function runByPreset(
  preset: string,
  folder: string,
  frames: { readonly first: number; readonly last: number },
  values: Parameters<typeof callArguments>[1],
) {
  const call = callArguments(resolveRenderer(preset, { preset }), values);
  if ('missing' in call) throw new Error(call.missing);
  const progress: number[] = [];
  const log = path.join(folder, 'a.log');
  const order = {
    marker: 'job/1.1-1',
    command: { program: preset, args: call.args, cwd: folder, environment: {}, reading: { preset } },
    frames,
    progress: [],
    fence: 1,
    log,
  };
  const result = await new RendererRun(order, { started: () => {}, progress: (done) => progress.push(done) }).run();
  const written = readdirSync(folder).filter((name) => name.startsWith('out.'));
  return { result, progress, written, log: readFileSync(log, 'utf8') };
}

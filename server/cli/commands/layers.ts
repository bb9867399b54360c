import path from 'node:path';
import type { MayaScene } from '../../formats/maya-ascii/maya-scene.ts';
import { readMayaScene } from '../../project/read-maya-scene.ts';
import type { AddCommand } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { formatTable } from '../table.ts';
import { printable, printJson } from '../terminal.ts';

/** `compline layers`: the render layers of a Maya scene, read from its text. */
export const addLayers: AddCommand = (program, { terminal }, run) => {
  program
    .command('layers <scene>')
    .description('Render layers, frames, renderer and cameras of a Maya ASCII scene, read from its text.')
    .option('--renderable', 'only the layers that are rendered')
    .option('--json', 'print JSON')
    .action((scene: string, options: { readonly json?: boolean; readonly renderable?: boolean }) =>
      run(options.json === true, async () => {
        const file = path.resolve(scene);
        const found = await readMayaScene(file);
        const layers = found.layers.filter(({ isRenderable }) => isRenderable || options.renderable !== true);
        if (options.json === true) printJson(terminal, { scene: file, ...found, layers });
        else terminal.out(report({ ...found, layers }));
        return exitCodes.success;
      }),
    );
};

function report({ layers, cameras, renderer, frames, resolution, references, isWhole }: MayaScene): string {
  const { first, last, step } = frames;
  const range = step === 1 ? `${first}-${last}` : `${first}-${last}, every ${step}`;
  const rendering = cameras.filter(({ isRenderable }) => isRenderable).map(({ name }) => name);
  const rows = [
    ...layers.map(({ name, kind, isRenderable }) => [
      'Layer',
      `${name}${isRenderable ? '' : ' (not rendered)'}${kind === 'default' ? ' (all objects)' : ''}`,
    ]),
    ['Renderer', renderer],
    ['Frames', range],
    ['Size', `${resolution.width} x ${resolution.height}`],
    ['Cameras', rendering.length === 0 ? 'none is rendered' : rendering.join(', ')],
    ...(references.length === 0
      ? []
      : [['References', `${references.length}, whose layers and cameras are not shown`]]),
    ...(isWhole ? [] : [['Note', 'the scene ends in the middle: it was not written to its end']]),
  ];
  return formatTable(rows.map((row) => row.map(printable)));
}

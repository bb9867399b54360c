import { type OutputName, outputOf, saversOf } from '../../../formats/render-spec/pick-saver.ts';
import { applySpec } from '../../../formats/render-spec/to-saver.ts';
import type { TextEdit } from '../../../formats/text/range.ts';
import { finalSaverOf } from '../render-spec/saver-specs.ts';
import { chosenTools, type Refactoring, type Scene } from './refactoring.ts';

/** Set the Savers at the cursor as the final or the preview of the step's render spec. */
export const applyFinalSpec: Refactoring = applying('final');
export const applyPreviewSpec: Refactoring = applying('preview');

function applying(output: OutputName): Refactoring {
  return {
    id: `apply-${output}-spec`,
    kind: 'rewrite',
    offer(scene) {
      const [saver, ...more] = saversAt(scene, output);
      if (saver === undefined || more.length > 0 || scene.place?.project?.renderSpec?.[output] === undefined) {
        return undefined;
      }
      const title = `Set ${saver.name} as the render spec says of the ${output}`;
      return editsFor(scene, output).length > 0 ? { title } : { title, disabled: 'It is set so already.' };
    },
    edits: (scene) => editsFor(scene, output),
  };
}

/** One that stands for the other output by its name is none of these. */
function saversAt(scene: Scene, output: OutputName) {
  const savers = new Set(saversOf(scene.comp));
  return chosenTools(scene).filter((tool) => {
    return savers.has(tool) && (outputOf(tool.name, finalSaverOf(scene.place)) ?? output) === output;
  });
}

function editsFor(scene: Scene, output: OutputName): readonly TextEdit[] {
  const spec = scene.place?.project?.renderSpec?.[output];
  const [saver] = saversAt(scene, output);
  return spec === undefined || saver === undefined ? [] : applySpec(scene.comp, saver, spec);
}

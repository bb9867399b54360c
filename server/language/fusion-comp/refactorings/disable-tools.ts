import { isAnnotation } from '../../../formats/comp/annotations.ts';
import { changeState } from '../../../formats/comp/edits.ts';
import type { Tool } from '../../../formats/comp/model.ts';
import { chosenTools, nameTools, type Refactoring, type Scene } from './refactoring.ts';

/** Passes the chosen tools through; where all of them are, switches them on again. */
export const disableTools: Refactoring = {
  id: 'disable-tools',
  kind: 'rewrite',
  offer(scene) {
    const tools = toolsWithAFlow(scene);
    if (tools.length === 0) return undefined;
    const isOn = tools.some((tool) => !tool.passThrough);
    return { title: isOn ? `Pass through ${nameTools(tools)}` : `Switch on ${nameTools(tools)}` };
  },
  edits(scene) {
    const tools = toolsWithAFlow(scene);
    const isOn = tools.some((tool) => !tool.passThrough);
    return changeState(scene.comp, tools, 'PassThrough', isOn);
  },
};

/** Through a note in the flow nothing passes. */
function toolsWithAFlow(scene: Scene): readonly Tool[] {
  return chosenTools(scene).filter((tool) => !isAnnotation(tool));
}

import { changeState } from '../../../formats/comp/edits.ts';
import { chosenTools, nameTools, type Refactoring } from './refactoring.ts';

/** Passes the chosen tools through; where all of them are, switches them on again. */
export const disableTools: Refactoring = {
  id: 'disable-tools',
  kind: 'rewrite',
  offer(scene) {
    const tools = chosenTools(scene);
    if (tools.length === 0) return undefined;
    const isOn = tools.some((tool) => !tool.passThrough);
    return { title: isOn ? `Pass through ${nameTools(tools)}` : `Switch on ${nameTools(tools)}` };
  },
  edits(scene) {
    const tools = chosenTools(scene);
    const isOn = tools.some((tool) => !tool.passThrough);
    return changeState(scene.comp, tools, 'PassThrough', isOn);
  },
};

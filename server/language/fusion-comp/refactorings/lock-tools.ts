import { changeState } from '../../../formats/comp/edits.ts';
import { chosenTools, nameTools, type Refactoring } from './refactoring.ts';

/** Locks the chosen tools; where all of them are locked, unlocks them. */
export const lockTools: Refactoring = {
  id: 'lock-tools',
  kind: 'rewrite',
  offer(scene) {
    const tools = chosenTools(scene);
    if (tools.length === 0) return undefined;
    const isOpen = tools.some((tool) => !tool.locked);
    return { title: `${isOpen ? 'Lock' : 'Unlock'} ${nameTools(tools)}` };
  },
  edits(scene) {
    const tools = chosenTools(scene);
    const isOn = tools.some((tool) => !tool.locked);
    return changeState(scene.comp, tools, 'Locked', isOn);
  },
};

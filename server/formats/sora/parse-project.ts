import { parseJsonTree } from '../json/json-tree.ts';
import { projectOf, type SoraProject } from './project.ts';

/** Reads a `.sorastudio`: any text gives a project and faults, in linear time. */
export function parseProject(text: string): SoraProject {
  return projectOf(text, parseJsonTree(text));
}

import { parseJsonTree } from './json-tree.ts';
import { projectOf, type SoraProject } from './project.ts';

/** Reads a `.sorastudio`: any text gives a project and faults, in linear time. */
export function parseProject(text: string): SoraProject {
  return projectOf(text, parseJsonTree(text));
}

/** Whether a text that is called something else is a project: a JSON object with the keys that only a project has. */
export function detectProject(text: string): boolean {
  const head = text.slice(0, HEAD);
  return (
    /^\ufeff?\s*\{/.test(head) && /"(?:shots|current_model|output_dir)"\s*:/.test(head) && /"schema"\s*:/.test(head)
  );
}

const HEAD = 64 * 1024;

import { readJsonTree } from '../json/read-json.ts';
import { readProject, type SoraProject } from './project.ts';

/** Reads a `.sorastudio` at once: any text gives a project and faults, in linear time. */
export function parseProject(text: string): SoraProject {
  const reading = parsingProject(text);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

/** The same, and yields where the work may pause. */
export function* parsingProject(text: string): Generator<undefined, SoraProject> {
  const tree = yield* readJsonTree(text);
  return yield* readProject(text, tree);
}

import { baseOf } from '../../formats/comp/folder-names.ts';
import { isSameId } from '../../formats/names/name-blocks.ts';
import { versionPrefixes } from '../../formats/names/states.ts';
import { parseName } from '../../project/names/parse-name.ts';
import type { Observation } from '../check.ts';
import type { CompInPlace, ProjectCheck } from '../project-check.ts';
import { type WorkingComp, workingComp } from './working-comp.ts';

/** A composition that says of itself that it belongs elsewhere than where it lies. */
export const compIdentity: ProjectCheck = {
  code: 'comp-identity',
  title: 'A composition belongs to another project or step than its folder.',
  defaultSeverity: 'warning',
  *run(comp) {
    const working = workingComp(comp);
    if (working === undefined) return;
    yield* ofName(comp, working);
    yield* ofData(comp, working);
  },
};

function* ofName({ facts, place }: CompInPlace, { config, step }: WorkingComp): Generator<Observation> {
  const range = facts.head;
  const name = baseOf(place.file);
  const parsed = parseName(name, config.states && versionPrefixes(config.states));
  if (parsed === undefined) {
    const message = `${name} is not named after its step: names here begin with ${step.name}.`;
    yield { severity: 'information', message, range };
    return;
  }
  const differing: readonly (readonly [what: string, is: string, wanted: string])[] = [
    ['project', parsed.project, config.project.id],
    ['shot or asset', parsed.item, step.item],
    ['step', parsed.step, step.step],
  ];
  for (const [what, is, wanted] of differing) {
    if (isSameId(is, wanted)) continue;
    yield {
      message: `${name} is named after the ${what} ${is || 'of none'}; its folder is of ${wanted || 'none'}.`,
      range,
    };
  }
}

function* ofData({ facts }: CompInPlace, { config }: WorkingComp): Generator<Observation> {
  const wanted = config.project.uuid;
  const { projectId } = facts;
  if (wanted === undefined) return;
  if (projectId === undefined || projectId.text === '') {
    const message = 'The composition does not say to which project of Ramses it belongs.';
    yield { severity: 'information', message, range: projectId?.range ?? facts.head };
  } else if (projectId.text.toLowerCase() !== wanted.toLowerCase()) {
    yield { message: 'Ramses knows this composition as one of another project.', range: projectId.range };
  }
}

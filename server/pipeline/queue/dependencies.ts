import { ComplineError } from '../../protocol/errors.ts';
import type { JobSpec } from './job-spec.ts';

const wrong = (message: string, nextStep: string): ComplineError =>
  new ComplineError({ code: 'invalid-parameters', message, nextStep });

/**
 * Refuses a job whose dependencies within itself name no layer of it or go in a circle: nothing of it would ever start.
 * Other jobs cannot depend on one that is not submitted yet, so that no circle goes over several jobs. Error:
 * `invalid-parameters`.
 */
export function checkDependencies({ layers, dependsOn = [] }: JobSpec): void {
  const names = new Set(layers.map(({ name }) => name));
  if (names.size < layers.length) throw wrong('Two layers of the job have the same name.', 'Rename one of them.');
  if (dependsOn.some(({ job }) => job === undefined)) {
    throw wrong('The job depends on itself.', 'Name the job that it has to wait for.');
  }
  const inside = new Map<string, string[]>();
  for (const { name, dependsOn: own = [] } of layers) {
    const targets = own.flatMap(({ job, layer }) => (job === undefined ? [layer] : []));
    for (const target of targets) {
      if (target === undefined || !names.has(target)) {
        const known = [...names].join(', ');
        throw wrong(
          `Layer ${name} waits for ${target ?? 'its own job'}, which is no layer of it.`,
          `Layers: ${known}.`,
        );
      }
    }
    inside.set(
      name,
      targets.flatMap((target) => target ?? []),
    );
  }
  const circle = findCircle(inside);
  if (circle !== undefined) {
    throw wrong(`The layers wait for each other: ${circle.join(' → ')}.`, 'Take one of these dependencies out.');
  }
}

/** The names along a circle, the first one at its end again; undefined where there is none. */
function findCircle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const path: string[] = [];
    const open: { readonly name: string; readonly leave: boolean }[] = [{ name: start, leave: false }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { name, leave } = next;
      if (leave) {
        path.pop();
        done.add(name);
        continue;
      }
      if (done.has(name)) continue;
      const seen = path.indexOf(name);
      if (seen !== -1) return [...path.slice(seen), name];
      path.push(name);
      open.push({ name, leave: true }, ...(graph.get(name) ?? []).map((it) => ({ name: it, leave: false })));
    }
  }
  return undefined;
}

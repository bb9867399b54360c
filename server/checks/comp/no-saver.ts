import type { CompCheck } from '../check.ts';

/** A composition that renders nothing. */
export const noSaver: CompCheck = {
  code: 'no-saver',
  title: 'A composition has no Saver.',
  defaultSeverity: 'off',
  reads: 'wiring',
  *run(comp) {
    // Behind the cut of a file that breaks off there may have been one. Resolve's MediaOut is one as well here.
    if (comp.kind !== 'composition' || comp.cutOff || comp.root === undefined) return;
    if (comp.toolsById.has('Saver') || comp.toolsById.has('MediaOut')) return;
    const { start, end } = comp.root.constructorRange ?? comp.root;
    yield { message: 'The composition has no Saver, so that it renders nothing.', range: { start, end } };
  },
};

import type { Comp, Tool } from '../../formats/comp/model.ts';
import { isEnabled, isSaver } from '../../formats/comp/saver.ts';
import { ComplineError } from '../../protocol/errors.ts';
import type { PublishKind } from '../../protocol/publishes.ts';

/** The names that Ramses gives the Savers of final renders and previews; both stand passed through between renders. */
const ANCHORS: Readonly<Record<PublishKind, readonly string[]>> = {
  publish: ['_FINAL'],
  preview: ['_PREVIEW', '_FINAL'],
};

/**
 * The Saver that is published: the one that is asked for, else the anchor of the kind, else the only enabled one.
 * Errors: `saver-missing`, and `saver-ambiguous` with the names in `details`.
 */
export function chooseSaver(comp: Comp, kind: PublishKind, wanted: string | undefined, path: string): Tool {
  const savers = comp.tools.filter(isSaver);
  const names = savers.map(({ name }) => name);
  if (wanted !== undefined) {
    const found = savers.find(({ name }) => name === wanted);
    if (found !== undefined) return found;
    const nextStep = names.length === 0 ? 'Add a Saver to the comp.' : `Choose one of its Savers: ${names.join(', ')}.`;
    const message = `The comp has no Saver named ${wanted}.`;
    throw new ComplineError({ code: 'saver-missing', message, nextStep, path, details: { savers: names } });
  }
  for (const anchor of ANCHORS[kind]) {
    const found = savers.find(({ name }) => name === anchor);
    if (found !== undefined) return found;
  }
  const enabled = savers.filter(isEnabled);
  const [only] = enabled;
  if (only !== undefined && enabled.length === 1) return only;
  if (only === undefined) {
    const message = savers.length === 0 ? 'The comp has no Saver.' : 'Every Saver of the comp is passed through.';
    const isOfResolve = savers.length === 0 && comp.tools.some(({ id }) => id === 'Saver');
    const nextStep = isOfResolve
      ? "Its MediaOut renders in DaVinci Resolve's timeline alone: add a Saver named _FINAL beside it."
      : 'Add a Saver named _FINAL, or switch on the one to publish.';
    throw new ComplineError({ code: 'saver-missing', message, nextStep, path, details: { savers: names } });
  }
  const choices = enabled.map(({ name }) => name);
  throw new ComplineError({
    code: 'saver-ambiguous',
    message: `The comp has ${choices.length} enabled Savers: ${choices.join(', ')}.`,
    nextStep: 'Say which one to publish, set "saver" in the step\'s configuration, or name it _FINAL.',
    path,
    details: { savers: choices },
  });
}

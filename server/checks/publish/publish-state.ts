import { isSameId } from '../../formats/names/name-blocks.ts';
import { STANDARD_STATES } from '../../formats/names/states.ts';
import type { PublishCheck } from '../publish-check.ts';

/** A state that the project does not have: a tracker would not know it. */
export const publishState: PublishCheck = {
  code: 'publish-state',
  title: 'The state of a publish is none of its project.',
  defaultSeverity: 'warning',
  *run({ config, intent: { kind, state, saver } }) {
    if (kind === 'preview' || state === '' || isSameId(state, 'v')) return;
    const states = config.states ?? STANDARD_STATES.map(({ code }) => code);
    if (states.some((known) => isSameId(known, state))) return;
    yield { message: `The project has no state ${state}; it has ${states.join(', ')}.`, range: saver.nameRange };
  },
};

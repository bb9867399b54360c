import { nearestNames } from '../../formats/comp/nearest-name.ts';
import { modelState, VIDEO_MODELS, videoModel } from '../../formats/sora/models.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';
import { modelUses } from './model-uses.ts';
import { capital, shown } from './words.ts';

/** Names of models that look like a slip. A model that the table does not know may well be another provider's. */
export const soraModel: DocumentCheck<CheckedProject> = {
  code: 'sora-model',
  title: 'The name of a model is empty or misspelt.',
  defaultSeverity: 'warning',
  *run({ project }) {
    for (const { model, range, who } of modelUses(project)) {
      yield undefined;
      if (videoModel(model) !== undefined) continue;
      if (model.trim() === '') yield { message: `${capital(who)} names no model.`, range };
      const ids = VIDEO_MODELS.map(({ id }) => id);
      const [meant] = model.trim() === '' ? [] : nearestNames(model, ids, 1);
      if (meant === undefined) continue;
      const fixes = [{ title: `Change to \`${meant}\``, edits: [{ range, newText: JSON.stringify(meant) }] }];
      yield {
        message: `\`${shown(model)}\` is no model that Compline knows. Did you mean \`${meant}\`?`,
        range,
        fixes,
      };
    }
  },
};

/** Models that are not offered any more, or soon will not be. */
export const soraModelRetired: DocumentCheck<CheckedProject> = {
  code: 'sora-model-retired',
  title: 'A model is not offered any more, or ends soon.',
  defaultSeverity: 'warning',
  *run({ project, host }) {
    const today = host.today();
    for (const { model, range, isWanted, isForLater } of modelUses(project)) {
      yield undefined;
      const known = videoModel(model);
      const state = known && modelState(known, today);
      if (known === undefined || state === 'offered') continue;
      // What was made with it stays as true as it was.
      if (!isWanted && !isForLater) continue;
      const message =
        state === 'retired'
          ? `${known.name} ended on ${known.retires}: ${known.provider} makes no videos with it any more.`
          : `${known.name} ends on ${known.retires}: then ${known.provider} makes no videos with it any more.`;
      yield { message, range, ...(isWanted ? {} : { severity: 'hint' as const }), tag: 'deprecated' };
    }
  },
};

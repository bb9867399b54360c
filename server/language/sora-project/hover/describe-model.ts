import { MODELS_AS_OF, modelState, sizeText, type VideoModel, videoModel } from '../../../formats/sora/models.ts';
import type { Markup } from '../../markup.ts';

/** What is known of a model: what it is, whether it is still offered, and its limits. */
export function describeModel(id: string, today: string, markup: Markup): string {
  const model = videoModel(id);
  if (model === undefined) {
    return `${markup.strong(id)}\n\nCompline knows nothing of this model: sizes, lengths and its end are not checked.`;
  }
  const { name, provider, about, sizes, durations, longestPrompt } = model;
  return [
    `${markup.strong(name)}, ${provider}`,
    about,
    stateText(model, today),
    `Sizes: ${sizes.map((size) => markup.code(sizeText(size))).join(', ')}`,
    `Seconds: ${durations.join(', ')}`,
    `Prompt: 1 to ${longestPrompt} characters`,
    `As of ${MODELS_AS_OF}.`,
  ].join('\n\n');
}

/** Whether a model is offered on a day, in a sentence. */
export function stateText(model: VideoModel, today: string): string {
  switch (modelState(model, today)) {
    case 'retired':
      return `Not offered since ${model.retires}.`;
    case 'ending':
      return `Ends on ${model.retires}.`;
    default:
      return model.retires === undefined ? 'Offered.' : `Offered until ${model.retires}.`;
  }
}

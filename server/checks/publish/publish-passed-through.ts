import type { Tool } from '../../formats/comp/model.ts';
import { isSaver } from '../../formats/comp/saver.ts';
import type { PublishCheck } from '../publish-check.ts';

/** A tool upstream of the published Saver that somebody switched off, and perhaps forgot to switch on again. */
export const publishPassedThrough: PublishCheck = {
  code: 'publish-passed-through',
  title: 'A tool that feeds the Saver of a publish is passed through.',
  defaultSeverity: 'warning',
  replaces: ['tool-passed-through'],
  *run({ intent, upstream }) {
    for (const tool of upstream) {
      // The groups around the Saver are switched on for the render, as the Saver is.
      if (!tool.passThrough || isSaver(tool) || isAround(tool.index, intent.saver)) continue;
      const message = `${tool.name}, which feeds ${intent.saver.name}, is passed through and does nothing.`;
      yield { message, range: tool.nameRange };
    }
  },
};

function isAround(index: number, { scope }: Tool): boolean {
  for (let owner = scope.owner; owner !== undefined; owner = owner.scope.owner) if (owner.index === index) return true;
  return false;
}

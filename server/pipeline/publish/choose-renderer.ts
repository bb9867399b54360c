import path from 'node:path';
import type { Config } from '../../formats/config/schema.ts';
import { type Renderer, resolveRenderer } from '../../formats/renderers/renderer.ts';
import { CONFIG_NAME } from '../../project/load-project.ts';
import { ComplineError } from '../../protocol/errors.ts';

/** The renderer that a step names, else the only one there is, with what its preset says. Error: `renderer-missing`. */
export function chooseRenderer(config: Config, step: string, wanted: string | undefined, root: string): Renderer {
  const names = Object.keys(config.renderers);
  const name = wanted ?? (names.length === 1 ? names[0] : undefined);
  const renderer = name === undefined ? undefined : config.renderers[name];
  if (name !== undefined && renderer !== undefined) return resolveRenderer(name, renderer);
  const message =
    names.length === 0 ? 'The project has no renderer.' : `The step ${step} does not say which renderer it uses.`;
  const nextStep =
    names.length === 0
      ? `Add one under "renderers" in ${CONFIG_NAME}.`
      : `Set steps.${step}.renderer in ${CONFIG_NAME} to one of: ${names.join(', ')}.`;
  throw new ComplineError({ code: 'renderer-missing', message, nextStep, path: path.join(root, CONFIG_NAME) });
}

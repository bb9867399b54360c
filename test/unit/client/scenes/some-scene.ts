import type { PublishedVersion } from '../../../../server/protocol/publishes.ts';
import type { Scene, SceneFinding, SceneLoader } from '../../../../server/protocol/scenes.ts';

/** A finding in line 3. */
export const finding = (change: Partial<SceneFinding> = {}): SceneFinding => ({
  code: 'comp-size',
  severity: 'warning',
  message: 'The size is another one.',
  line: 3,
  ...change,
});

/** A Loader that reads the newest version, 2. */
export const loader = (tool: string, change: Partial<SceneLoader> = {}): SceneLoader => ({
  tool,
  enabled: true,
  file: `Comp:/../PLATE/_published/002_OK/${tool}.1001.exr`,
  path: `/p/PLATE/_published/002_OK/${tool}.1001.exr`,
  media: 'sequence',
  frames: [{ first: 1001, last: 1012 }],
  versions: [
    { number: 2, state: 'OK', read: true },
    { number: 1, state: 'OK', read: false },
  ],
  findings: [],
  ...change,
});

/** A Loader that reads version 1, where 2 is published. */
export const outdated = (tool: string, change: Partial<SceneLoader> = {}): SceneLoader =>
  loader(tool, {
    versions: [
      { number: 2, state: 'OK', read: false },
      { number: 1, state: 'OK', read: true },
    ],
    newer: 2,
    ...change,
  });

/** A comp in a step of a shot, with nothing wrong. */
export const scene = (shot: string, change: Partial<Scene> = {}): Scene => ({
  comp: `/p/${shot}/${shot}_COMP/${shot}_COMP.comp`,
  stepFolder: `/p/${shot}/${shot}_COMP`,
  loaders: [],
  findings: [],
  ...change,
});

/** A version of the step of such a comp. */
export const version = (shot: string, number: number, change: Partial<PublishedVersion> = {}): PublishedVersion => ({
  number,
  state: 'WIP',
  folder: `/p/${shot}/${shot}_COMP/_published/00${number}_WIP`,
  step: `${shot}_COMP`,
  stepFolder: `/p/${shot}/${shot}_COMP`,
  ...change,
});

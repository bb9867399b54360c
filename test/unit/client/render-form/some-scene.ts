import type { RenderScene } from '../../../../server/protocol/render-scene.ts';

const renderer = { title: 'Maya', calls: 'list', takesSteps: false, needs: { threads: 4 } } as const;

/** A scene with two layers that are switched on, and two renderers of which one is missing. */
export const someScene = (change: Partial<RenderScene> = {}): RenderScene => ({
  scene: '/p/a.ma',
  project: { root: '/p', id: 'DEMO', trusted: true },
  renderers: [
    { name: 'maya', ...renderer },
    { name: 'gone', ...renderer, problem: 'The renderer gone is not on PATH.' },
    { name: 'other', ...renderer, timeout: 60 },
  ],
  renderer: 'maya',
  layers: [
    { name: 'BG', enabled: true, frames: '1-24' },
    { name: 'CHAR', enabled: true, frames: '1-24' },
    { name: 'old', enabled: false, frames: '1-24' },
  ],
  layersComplete: true,
  frames: '1-24',
  chunkSize: 10,
  retries: 1,
  share: { calls: 2, threads: 14, memory: 64e9, gpus: [1], hasGpus: true },
  warnings: [],
  ...change,
});

import { expect, test } from 'vitest';
import { canRunCore, findRuntime } from '../../../server/link/find-runtime.ts';

test.each([
  ['20.20.2', false],
  ['22.12.9', false],
  ['22.13.0', true],
  ['v24.1.0', true],
  ['9.99.0', false],
])('Node %s runs the core: %s', (version, expected) => {
  expect(canRunCore(version)).toBe(expected);
});

const node = (version: string, electron?: string) => ({ execPath: '/p', versions: { node: version, electron } });
const own = { program: '/p', environment: {} };
const onPath = { program: 'node', environment: {} };
const editor = { program: '/p', environment: { ELECTRON_RUN_AS_NODE: '1' } };

test.each([
  ['this process where it is Node', node('22.22.0'), undefined, own],
  ['the Node on PATH where this one is too old', node('20.1.0'), 'v24.0.0', onPath],
  ['the Node on PATH rather than the editor', node('22.22.0', '39'), 'v24.0.0', onPath],
  ['the editor where there is no other', node('22.22.0', '39'), undefined, editor],
  ['the editor where the other is too old', node('22.22.0', '39'), 'v18.0.0', editor],
])('%s', async (_, running, found, expected) => {
  expect(await findRuntime(running, async () => found)).toEqual(expected);
});

test('none that is new enough is told with what to do', async () => {
  await expect(findRuntime(node('20.1.0'), async () => 'v18.0.0')).rejects.toMatchObject({
    code: 'core-unreachable',
    message: expect.stringContaining('20.1.0 and v18.0.0'),
    nextStep: expect.stringContaining('Install Node'),
  });
});

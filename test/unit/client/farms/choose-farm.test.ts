import { beforeEach, expect, test, vi } from 'vitest';
import { Dismissed } from '../../../../client/core/error-reporter.ts';
import { chooseFarm, type FarmWish } from '../../../../client/farms/choose-farm.ts';
import { BACK, type WalkInputs } from '../../../../client/publish/walk-inputs.ts';
import { editor } from '../fake-vscode.ts';
import { farmsRig } from './farms-rig.ts';
import { someFarm } from './some-farm.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

beforeEach(() => editor.reset());

/** Chooses as a person does: `enter` takes what is proposed, `<` goes back, anything else is picked by its label. */
async function choose(keys: readonly string[], last: Partial<FarmWish> = {}, pools?: readonly string[]) {
  const { core, state, known } = farmsRig();
  state.farms = [someFarm('local'), someFarm('studio', { isDefault: true }), someFarm('cue')];
  core.answers.set('farms/ask', ({ farm }: { farm: string }) => ({
    farm: someFarm(farm, state.answers),
    ...(pools !== undefined && { offers: { pools } }),
  }));
  if (keys[0] === 'away') state.answers = { answers: 'no', message: 'Off.' };
  const left = keys.filter((it) => it !== 'away');
  const proposed: (string | undefined)[] = [];
  const configured: string[] = [];
  const inputs: WalkInputs = {
    async pick({ items, active }) {
      proposed.push(active?.label);
      const key = left.shift();
      if (key === '<') return BACK;
      const found = key === 'enter' ? active : items.find(({ label }) => label === key);
      if (found === undefined) throw new Dismissed();
      return found;
    },
    write: async () => BACK,
  };
  const configure = async (project: string): Promise<void> => void configured.push(project);
  const wish = chooseFarm({ core: core.core, known, inputs, configure }, '/p', last);
  return { wish, proposed, configured };
}

test.each([
  ['the default, without pools', ['enter'], {}, undefined, { farm: 'studio' }],
  ['this machine, which is not asked', ['This Machine'], {}, ['a'], { farm: 'local' }],
  ['a pool', ['cue', 'a'], {}, ['a', 'b'], { farm: 'cue', pool: 'a' }],
  ['the pool of the last time', ['enter', 'enter'], { farm: 'cue', pool: 'b' }, ['a', 'b'], { farm: 'cue', pool: 'b' }],
  ['no pool of another farm', ['studio', 'enter'], { farm: 'cue', pool: 'b' }, ['a', 'b'], { farm: 'studio' }],
  ['back, and another one', ['cue', '<', 'studio', 'b'], {}, ['a', 'b'], { farm: 'studio', pool: 'b' }],
] as const)('%s', async (_name, keys, last, pools, expected) => {
  const { wish } = await choose(keys, last, pools);
  expect(await wish).toEqual(expected);
});

test('a farm that does not answer is told, and taken all the same where somebody wants that', async () => {
  editor.answers = ['Publish All the Same'];
  expect(await (await choose(['away', 'studio'])).wish).toEqual({ farm: 'studio' });
  expect(editor.messages).toEqual(['Farm studio does not answer: Off.']);
  await expect((await choose(['away', 'studio'])).wish).rejects.toThrow(Dismissed);
});

test('the last line configures farms instead', async () => {
  const { wish, configured } = await choose(['Configure Farms…']);
  await expect(wish).rejects.toThrow(Dismissed);
  expect(configured).toEqual(['/p']);
});

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compScene } from '../../../../server/pipeline/submit/comp-scene.ts';
import { Roots } from '../../../../server/project/roots.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

const saver = (name: string, isOff = false, file = `Filename = "Comp:/${name}.0000.exr", `) =>
  `${name} = Saver { ${isOff ? 'PassThrough = true, ' : ''}Inputs = { Clip = Input { Value = Clip { ${file}}, }, }, },`;

const layerOf = async (layer: string, ...savers: readonly string[]) => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 's.comp');
  await writeFile(file, `Composition { Tools = {\n${savers.join('\n')}\n} }`);
  const opened = await compScene(file, new Roots({}, 'linux'));
  const facts = opened?.of(layer);
  if (facts?.alone === undefined) throw new Error('It is no comp.');
  return { folder, output: facts.output, alone: facts.alone };
};

test.each([
  ['other Savers are on', [saver('A'), saver('B')], true],
  ['other Savers are off', [saver('A'), saver('B', true)], false],
  ['it is off itself', [saver('A', true)], true],
  ['it is the only one', [saver('A')], false],
])('a comp of its own is needed for a Saver where %s', async (_, savers, expected) => {
  const { alone, output } = await layerOf('A', ...savers);
  expect([alone.isNeeded(undefined), alone.isNeeded(output)]).toEqual([expected, expected]);
  expect(alone.isNeeded('/elsewhere/A.0000.exr')).toBe(true);
});

test('the comp of a Saver has the others off, and writes where it is told', async () => {
  const { alone, folder } = await layerOf('A', saver('A'), saver('B'));
  const own = Buffer.from(alone.make(undefined)).toString('utf8');
  expect(own).toContain('B = Saver { PassThrough = true,');
  expect(own).toContain(`Filename = "${path.join(folder, 'A.0000.exr')}"`);
  expect(Buffer.from(alone.make('/out/A.0000.exr')).toString('utf8')).toContain('Filename = "/out/A.0000.exr"');
});

test('a Saver that names no file cannot be rendered alone', async () => {
  const { alone } = await layerOf('A', saver('A', false, ''), saver('B'));
  expect(() => alone.make(undefined)).toThrow(/does not say which files/);
});

import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';
import { lockPathOf, readLock } from '../../../server/pipeline/locks/lock-file.ts';
import { temporaryFolder } from '../../unit/temporary-folder.ts';
import { FUSION, LUAJIT, Lua, quoted } from './lua.ts';

const SCRIPT = path.join(FUSION, 'Scripts', 'Comp', 'Compline Lock.lua');
const FAKE = at('test', 'protocol', 'fusion', 'fake-fusion.lua');

/** What the window shows: its texts, and the buttons that can be pressed. */
interface Shown {
  readonly file: string;
  readonly text: string;
  readonly asked: string;
  readonly buttons: string;
}

/** Runs the script in a Fusion that is not one; each of `steps` is followed by a note of what is shown. */
async function runScript(lua: Lua, file: string, steps: readonly string[], before = ''): Promise<Shown[]> {
  const functions = steps.map(
    (step) => `function(on, items)
      ${step}
      local buttons = ''
      for _, id in ipairs({ 'Lock', 'Release', 'TakeOver' }) do
        if items[id].Enabled then buttons = buttons .. id .. ' ' end
      end
      shown[#shown + 1] = { file = items.File.Text, text = items.State.Text, asked = items.Asked.Text, buttons = buttons }
    end`,
  );
  await lua.run(`
    Fake = dofile(${quoted(FAKE)})
    Fake.file, shown, clock = ${quoted(file)}, {}, 0
    require('compline.files').now = function() return clock end
    ${before}
    result = Fake.run(${quoted(SCRIPT)}, { ${functions.join(', ')} })
    if not result.ran then error(result.fault, 0) end
  `);
  expect(await lua.run('return result.timer')).toMatchObject({ interval: 5000, starts: 1, stops: 1 });
  expect(await lua.run('return { shows = result.window.shows, hides = result.window.hides }')).toEqual({
    shows: 1,
    hides: 1,
  });
  return (await lua.run('return shown')) as Shown[];
}

const owner = (renewed: string) =>
  JSON.stringify({
    version: 1,
    user: 'ada',
    displayName: 'Ada',
    machine: 'ws12',
    process: 42,
    application: 'Compline',
    session: 'ts',
    acquired: '2026-11-27T10:05:00.000Z',
    renewed,
  });
const ASKING = JSON.stringify({ from: { user: 'ada', displayName: 'Ada', machine: 'ws12' }, message: 'my turn?' });
const HELD = 'Ada on ws12 has locked this comp in Compline, since 2026-11-27 10:05 UTC.';

async function comp(): Promise<{ file: string; lockPath: string }> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'a.comp');
  return { file, lockPath: lockPathOf(file) };
}

describe.skipIf(LUAJIT === undefined)('the window of the script for Fusion', () => {
  test('locks the comp, renews, tells who asks, and lets go when it is closed', async () => {
    const { file, lockPath } = await comp();
    await using lua = new Lua();
    const write = (text: string) =>
      `local f = io.open(${quoted(`${lockPath}.asked`)}, 'a') f:write(${quoted(text)}) f:close()`;
    const shown = await runScript(lua, file, [
      '',
      `on.click('Lock')`,
      `${write(ASKING)} clock = 29 on.tick()`,
      'clock = 30 on.tick()',
      `on.click('Release')`,
      `on.click('Lock')`,
      `local f = io.open(${quoted(lockPath)}) during = f:read('*a') f:close() on.close()`,
    ]);
    const [free, mine, before, asked, released] = shown;
    expect(free).toEqual({ file, text: 'Nobody has locked this comp.', asked: '', buttons: 'Lock ' });
    expect(mine).toMatchObject({
      text: /^You have locked this comp, since \d+-\d+-\d+ \d+:\d+ UTC\.$/,
      buttons: 'Release ',
    });
    expect(before?.asked).toBe('');
    expect(asked?.asked).toBe('Ada on ws12 asks you to release it: my turn?');
    expect(released).toMatchObject({ text: free?.text, asked: '', buttons: 'Lock ' });
    expect(String(await lua.run('return during'))).toContain('"application":"Fusion"');
    expect(await readLock(lockPath)).toBeUndefined();
  });

  test('shows who has the comp, and takes over what is stale', async () => {
    const { file, lockPath } = await comp();
    await writeFile(lockPath, owner('2026-11-27T10:05:00.000Z'));
    await using lua = new Lua();
    const shown = await runScript(lua, file, [
      'on.tick()',
      'for _ = 1, 5 do clock = clock + 30 on.tick() end',
      `on.click('TakeOver')`,
      `os.remove(${quoted(lockPath)}) clock = clock + 30 on.tick()`,
      'on.close()',
    ]);
    expect(shown.map(({ text, buttons }) => [text.replace(/\d+-\d+-\d+ \d+:\d+ UTC\.$/, 'NOW'), buttons])).toEqual([
      [HELD.replace('2026-11-27 10:05 UTC.', 'NOW'), ''],
      [`${HELD} The lock was not renewed for two minutes: you can take it over.`, 'TakeOver '],
      ['You have locked this comp, since NOW', 'Release '],
      ['Your lock was taken away. Save your work as a new version, not over theirs.', 'Lock '],
      ['Your lock was taken away. Save your work as a new version, not over theirs.', 'Lock '],
    ]);
  });

  test('follows a comp that is saved under another name, with its lock', async () => {
    const { file, lockPath } = await comp();
    const folder = path.dirname(file);
    await mkdir(path.join(folder, 'b'));
    await appendFile(file, '');
    await using lua = new Lua();
    const shown = await runScript(
      lua,
      '',
      [
        '',
        `Fake.file = 'Shots:a.comp' on.tick()`,
        `on.click('Lock')`,
        `Fake.file = 'Shots:b/c.comp' on.tick()`,
        `first = io.open(${quoted(lockPath)}) on.close()`,
      ],
      `Fake.shots = ${quoted(`${folder}/`)}`,
    );
    expect(shown.map(({ file: name, buttons }) => [name.replace(folder, ''), buttons])).toEqual([
      ['', ''],
      ['/a.comp', 'Lock '],
      ['/a.comp', 'Release '],
      ['/b/c.comp', 'Release '],
      ['/b/c.comp', 'Release '],
    ]);
    expect(shown[0]?.text).toBe('Save the comp first: a lock is for a file.');
    expect(await lua.run('return first == nil')).toBe(true);
    expect(await readLock(lockPathOf(path.join(folder, 'b', 'c.comp')))).toBeUndefined();
  });

  test('lets the lock go also where something goes wrong while it is open', async () => {
    const { file, lockPath } = await comp();
    await using lua = new Lua();
    const run = runScript(lua, file, [`on.click('Lock')`, `error('broken', 0)`]);
    await expect(run).rejects.toThrow('broken');
    expect(await readLock(lockPath)).toBeUndefined();
  });

  test('says what is missing where its modules are', async () => {
    await using lua = new Lua();
    const said = await lua.run(`
      local said = ''
      print = function(text) said = text end
      package.path = ''
      dofile(${quoted(SCRIPT)})
      return said
    `);
    expect(said).toContain('copy the folder Modules/Lua/compline');
  });
});

describe.skipIf(LUAJIT === undefined)('what else the script is made of', () => {
  test.each([
    '{}',
    ' [ 1 , -2.5, 1e3, "a", true, false, null, {"b": []} ] ',
    '"\\u0041\\u00e9\\u20ac\\ud83c\\udfac\\n\\/\\"\\\\"',
    '"é🎬"',
    '"\\ud83c"',
    '{"a":1,}',
    '{"a" 1}',
    '{a:1}',
    '[1 2]',
    '"a\nb"',
    '"\\x"',
    'tru',
    '-',
    '',
    '{"a":1} {}',
  ])('JSON is read as others read it: %j', async (text) => {
    await using lua = new Lua();
    let expected: unknown;
    try {
      expected = JSON.parse(text.replaceAll(/\\ud83c(?!\\u)/g, '\uFFFD'));
    } catch {
      expected = null;
    }
    const read = await lua.run(`return require('compline.json').read(${quoted(text)})`);
    // A Lua table has no nothing, and an empty one is a list as well as an object.
    expect(JSON.stringify(read)).toBe(JSON.stringify(expected).replaceAll('[]', '{}'));
  });

  test('what it declares of Windows is understood', async () => {
    await using lua = new Lua();
    const names = await lua.run(`
      local ffi = require('ffi')
      ffi.load = function() return {} end
      local names = {}
      for name in pairs(require('compline.files_windows')) do names[#names + 1] = name end
      table.sort(names)
      local posix = {}
      for name in pairs(require('compline.files_posix')) do posix[#posix + 1] = name end
      table.sort(posix)
      return { windows = table.concat(names, ' '), posix = table.concat(posix, ' '), size = ffi.sizeof('compline_found') }
    `);
    // The size of WIN32_FIND_DATAW.
    expect(names).toMatchObject({ size: 592 });
    const { windows, posix } = names as { windows: string; posix: string };
    expect(windows).toBe(posix);
  });
});

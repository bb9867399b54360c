import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { CheckedFile } from '../../../../server/cli/check/check-file.ts';
import { ProjectSettings } from '../../../../server/cli/check/project-settings.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

/** A checked file with one finding. */
const found = (file: string, code: string, severity: 'error' | 'warning' = 'error'): CheckedFile => ({
  path: file,
  text: '',
  findings: [{ code, severity, message: '', range: { start: 0, end: 0 } }],
});

const shown = (files: readonly CheckedFile[]) =>
  files.map((file) => [path.basename(file.path), file.findings.map(({ code }) => code).join(' ')]);

async function faultyProject(): Promise<{ settings: ProjectSettings; config: string; comp: CheckedFile }> {
  const root = await temporaryFolder();
  mkdirSync(path.join(root, 'shots'));
  const config = path.join(root, 'compline.yaml');
  writeFileSync(config, 'version: 1\nproject: { id: DEMO }\nframerate: 24\n');
  const settings = new ProjectSettings();
  const comp = found(path.join(root, 'shots', 'a.comp'), 'dangling-source');
  for (const file of [comp.path, config]) expect(await settings.severitiesFor(file)).toEqual({});
  return { settings, config, comp };
}

test.each([
  ['that is not checked', [], undefined, 'config-invalid'],
  ['that is checked when it is faulty', [], 'config-unknown-key', 'config-unknown-key'],
  ['that is among the files', ['config-unknown-key'], undefined, 'config-unknown-key'],
  ['of which only the name was judged', ['file-not-comp'], undefined, 'config-invalid'],
])('a faulty configuration %s is told of once', async (_name, among, byCheck, expected) => {
  const { settings, config, comp } = await faultyProject();
  const checked = [comp, ...among.map((code) => found(config, code))];
  const check = async (file: string) => (byCheck === undefined ? undefined : found(file, byCheck));
  expect(shown(await settings.withConfigurations(checked, check))).toEqual([
    ['compline.yaml', expected],
    ['a.comp', 'dangling-source'],
  ]);
});

test('a sound configuration that is among the files stays where it is', async () => {
  const { comp, config } = await faultyProject();
  writeFileSync(config, 'version: 1\nproject: { id: DEMO }\nchecks: { dangling-source: off }\n');
  const settings = new ProjectSettings();
  expect(await settings.severitiesFor(comp.path)).toEqual({ 'dangling-source': 'off' });
  const checked = [comp, found(config, 'config-old', 'warning')];
  expect(await settings.withConfigurations(checked, async () => undefined)).toEqual(checked);
});

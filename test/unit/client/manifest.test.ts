import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { SERVED_DOCUMENTS } from '../../../client/language/served-languages.ts';
import { at } from '../../../scripts/lib/paths.mjs';
import { loadLanguages } from '../../../server/language/languages.ts';

const served = SERVED_DOCUMENTS.flatMap((it) => ('language' in it ? it.language : [])).sort();

const ofLanguage = z.array(z.object({ language: z.string().optional(), path: z.string() }));
const ofCommand = z.array(z.object({ command: z.string().optional(), when: z.string().optional() }));

const { contributes } = z
  .object({
    contributes: z.object({
      languages: z.array(z.object({ id: z.string() })),
      grammars: ofLanguage,
      snippets: ofLanguage,
      commands: z.array(z.object({ command: z.string() })),
      menus: z.record(z.string(), ofCommand),
      keybindings: ofCommand,
    }),
  })
  .parse(JSON.parse(readFileSync(at('package.json'), 'utf8')));

/** What the extension shows in editors of its own making. */
const SHOWN_ONLY = ['compline-shots'];

test('the languages of the manifest are those that the client hands to the server, and that the server knows', async () => {
  const inManifest = contributes.languages
    .map(({ id }) => id)
    .filter((id) => !SHOWN_ONLY.includes(id))
    .sort();
  expect(inManifest).toEqual(served);
  expect((await loadLanguages()).map(({ languageId }) => languageId).sort()).toEqual(inManifest);
});

test('every language has colours and snippets', () => {
  for (const part of [contributes.grammars, contributes.snippets]) {
    expect(part.flatMap(({ language }) => language ?? []).sort()).toEqual(served);
  }
});

test('menus and keys run commands that the manifest declares', () => {
  const declared = new Set(contributes.commands.map(({ command }) => command));
  const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].flatMap(
    (it) => it.command ?? [],
  );
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((command) => !declared.has(command))).toEqual([]);
});

test.each([
  ['job running cancellable onFarm', true],
  ['job completed requeueable onFarm archivable', true],
  ['job running cancellable', false],
  ['task running skippable', false],
])('what can be done with a job on its farm is offered on a row %j: %s', (context, isOffered) => {
  const items = (contributes.menus['view/item/context'] ?? []).filter(({ command }) =>
    ['compline.openFarmJob', 'compline.copyFarmJobId'].includes(command ?? ''),
  );
  expect(items).toHaveLength(2);
  for (const { when = '' } of items) {
    const [, pattern = ''] = /viewItem =~ \/(?<pattern>.*)\//.exec(when) ?? [];
    expect(pattern).not.toBe('');
    expect(new RegExp(pattern).test(context)).toBe(isOffered);
  }
});

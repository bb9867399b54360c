import { describe, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import type { SeverityOverrides } from '../../../../server/checks/check.ts';
import { configSchema } from '../../../../server/formats/config/schema.ts';
import { CheckSettings } from '../../../../server/language/check-settings.ts';
import { DocumentStore } from '../../../../server/language/document-store.ts';
import type { LanguageSupport } from '../../../../server/language/language-support.ts';
import { FileReports, type ToldReport } from '../../../../server/language/workspace/file-reports.ts';
import { Workspace } from '../../../../server/language/workspace/workspace.ts';
import { WorkspaceIndex } from '../../../../server/language/workspace/workspace-index.ts';
import { WorkspaceListing } from '../../../../server/language/workspace/workspace-listing.ts';
import { Places } from '../../../../server/project/places.ts';
import { clientWith, fakeLanguage } from '../fake-language.ts';
import { FakeFiles } from './fake-files.ts';

/** A language of files with an ending: each is found to say what it says, and where it lies what its project is called. */
function language(ending: string): LanguageSupport {
  const range = { start: 0, end: 1 };
  return {
    ...fakeLanguage((text) => ({
      findings: () => [{ code: 'text', severity: 'hint', message: text, range }],
      inPlace: () => [
        undefined,
        {
          findings: async ({ project, mediaAt }, { text: off }) => {
            const id = project?.config?.project.id;
            const { kind } = await mediaAt('/f/a.exr');
            const message = `${id} ${kind} ${off ?? ''}`.trim();
            return id === undefined ? [] : [{ code: 'placed', severity: 'hint', message, range }];
          },
        },
      ],
    })),
    languageId: ending,
    matches: (name) => name.endsWith(ending),
    recognizes: (uri, text) => uri.endsWith(ending) && text !== 'other',
  };
}

function rig() {
  const files = new FakeFiles();
  const languages = ['.spec', '.comp'].map((ending) => [ending, language(ending)] as const);
  const log: string[] = [];
  const documents = new DocumentStore(new Map(languages), (line) => log.push(line));
  const listing = new WorkspaceListing({
    files,
    folders: () => ['file:///f'],
    mayBeKnown: (name) => documents.mayBeKnown(name),
    log: (line) => log.push(line),
  });
  const progress: string[] = [];
  const startProgress = (title: string) => ({
    report: (done: number, all: number) => progress.push(`${title} ${done}/${all}`),
    end: () => progress.push('end'),
  });
  const index = new WorkspaceIndex({
    files,
    listing,
    languageOf: () => undefined,
    startProgress: () => startProgress(''),
    now: () => 0,
  });
  const workspace = new Workspace({
    documents,
    index,
    listing,
    disk: { files, followChanges: () => () => () => undefined },
    startProgress,
  });
  const rules = { severities: {} as SeverityOverrides, project: undefined as string | undefined };
  const project = async () => ({ severities: rules.severities, silenced: [] });
  const settings = new CheckSettings({ base: {}, project, fetch: undefined }, (line) => log.push(line));
  const placeOf = async () => {
    const place = await new Places().placeOf('/f/a.comp');
    // What was read again is another object.
    const config = rules.project && configSchema.parse({ version: 1, project: { id: rules.project } });
    return config ? { ...place, project: { root: '/f', config, step: undefined, renderSpec: undefined } } : place;
  };
  const reports = new FileReports({ workspace, documents, settings, placeOf, client: clientWith() }, 'session');
  const told = new Map<string, ToldReport>();
  const source = new CancellationTokenSource();
  const report = async (most = Number.POSITIVE_INFINITY): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for await (const { uri, items } of reports.since(told, source.token)) {
      found[uri.replace('file:///f/', '')] = items.map(({ message }) => String(message));
      if (Object.keys(found).length === most) source.cancel();
    }
    return found;
  };
  return { files, documents, settings, rules, told, report, progress, log };
}

describe('1 000 specs and 200 comps', () => {
  const full = () => {
    const made = rig();
    for (let at = 0; at < 1_000; at += 1) made.files.set(`file:///f/${at}.spec`, `spec ${at}`);
    for (let at = 0; at < 200; at += 1) made.files.set(`file:///f/${at}.comp`, `comp ${at}`);
    for (let at = 0; at < 100; at += 1) made.files.set(`file:///f/${at}.exr`, 'never looked at');
    return made;
  };

  test('are each looked at and read once, and only the one that changes is read again', async () => {
    const { files, report, progress, log } = full();
    const bytes = (uris: readonly string[]) => uris.reduce((sum, uri) => sum + (files.all.get(uri)?.size ?? 0), 0);
    expect(Object.keys(await report())).toHaveLength(1_200);
    expect([files.stamps, files.reads.length, new Set(files.reads).size]).toEqual([1_200, 1_200, 1_200]);
    expect(bytes(files.reads)).toBe(
      [...files.all].reduce((sum, [uri, { size }]) => sum + (uri.endsWith('.exr') ? 0 : size), 0),
    );
    expect(files.most).toBeLessThanOrEqual(5);
    expect(progress.at(-2)).toBe('Compline: checking the workspace 1200/1200');
    expect(progress.at(-1)).toBe('end');
    files.reads.length = 0;
    files.stamps = 0;
    files.set('file:///f/7.spec', 'changed', 2);
    expect(await report()).toEqual({ '7.spec': ['changed'] });
    expect([files.stamps, files.reads]).toEqual([1_200, ['file:///f/7.spec']]);
    expect(log).toEqual([]);
  });

  test('are no longer read once the client has given up', async () => {
    const { files, report, progress } = full();
    await expect(report(10)).rejects.toMatchObject({ code: -32800 });
    expect(files.reads.length).toBeLessThan(20);
    expect(progress.at(-1)).toBe('end');
  });
});

test('a file with the name and not the text of a language is read once and never told of', async () => {
  const { files, report } = rig();
  files.set('file:///f/a.spec', 'other');
  expect([await report(), await report(), files.reads.length]).toEqual([{}, {}, 1]);
  files.set('file:///f/a.spec', 'text', 2);
  expect(await report()).toEqual({ 'a.spec': ['text'] });
  files.set('file:///f/a.spec', 'other', 3);
  expect(await report()).toEqual({ 'a.spec': [] });
});

test('files are judged by their project too, and again when it says something else; nothing is known of media', async () => {
  const { files, rules, report } = rig();
  files.set('file:///f/a.comp', 'text');
  expect(await report()).toEqual({ 'a.comp': ['text'] });
  rules.project = 'DEMO';
  expect(await report()).toEqual({ 'a.comp': ['text', 'DEMO unknown'] });
  expect(await report()).toEqual({});
  rules.project = 'OTHER';
  expect(await report()).toEqual({ 'a.comp': ['text', 'OTHER unknown'] });
});

test('severities hold for files that are not open, and are asked for once until they change', async () => {
  const { files, settings, rules, report } = rig();
  files.set('file:///f/a.comp', 'text');
  await report();
  rules.severities = { text: 'off' };
  expect(await report()).toEqual({});
  settings.readAgain();
  expect(await report()).toEqual({ 'a.comp': ['text'] });
});

test('an open document is left to the client, and a file that is gone or grows too large is taken back', async () => {
  const { files, documents, report, log } = rig();
  for (const name of ['a', 'b', 'c']) files.set(`file:///f/${name}.comp`, name);
  expect(Object.keys(await report())).toHaveLength(3);
  documents.open({ textDocument: { uri: 'file:///f/a.comp', languageId: '.comp', version: 1, text: 'a' } });
  files.all.delete('file:///f/b.comp');
  files.set('file:///f/c.comp', 'c', 2, 21 * 1024 * 1024);
  expect(await report()).toEqual({ 'b.comp': [], 'c.comp': [] });
  expect(log).toEqual(['file:///f/c.comp is not searched: it has more than 20 MB.']);
});

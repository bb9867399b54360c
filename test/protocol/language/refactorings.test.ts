import { describe, expect, test } from 'vitest';
import type { ApplyWorkspaceEditParams, CodeAction, WorkspaceEdit } from 'vscode-languageserver';
import { FULL_CLIENT, LanguageClient, PLAIN_CLIENT } from './language-client.ts';
import { applyEdits, type Range, readMarkers } from './marked-text.ts';

const URI = 'file:///show/comp/a.comp';
const comp = (file: string, listed = file, states = '', locked = 0) => `Composition {
	LockedTools = ${locked},
	OutputClips = { "${listed}" },
	Tools = {
		S = Saver {
${states}			Inputs = { Clip = Input { Value = Clip { Filename = "${file}" } } },
		}
	}
}
`;

function actionsAt(client: LanguageClient, range: Range, context: object = {}): Promise<CodeAction[]> {
  return client.request('textDocument/codeAction', {
    textDocument: { uri: URI },
    range,
    context: { diagnostics: [], only: ['refactor'], ...context },
  });
}

/** The text after an edit of the one document. */
function edited(text: string, edit: WorkspaceEdit | undefined): string {
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : edit?.changes?.[URI];
  const plain: readonly { range: Range; newText: string }[] = JSON.parse(JSON.stringify(edits ?? []));
  return applyEdits(text, plain);
}

const MARKED = comp('Comp:/ou|t/x.exr', 'Comp:/out/x.exr');

describe('a full client', () => {
  test('gets the edits when an action is chosen', async () => {
    await using client = await LanguageClient.start(FULL_CLIENT, { commands: true });
    const { text, cursor } = readMarkers(MARKED);
    await client.open(URI, text, 'fusion-comp', 1);
    const actions = await actionsAt(client, { start: cursor, end: cursor });
    expect(actions.map(({ title, kind, edit }) => [title, kind, edit])).toEqual([
      ['Write the path absolutely', 'refactor.inline', undefined],
      ['Relink this folder…', 'refactor.rewrite', undefined],
      ['Pass through S', 'refactor.rewrite', undefined],
      ['Lock S', 'refactor.rewrite', undefined],
      ['Create a render spec from S…', 'refactor.rewrite', undefined],
    ]);
    expect(actions[1]?.command).toMatchObject({ command: 'compline.relinkFolder', arguments: [URI, '/show/comp/out'] });
    const texts = await Promise.all(
      [actions[0], actions[3]].map(async (action) =>
        edited(text, (await client.request<CodeAction>('codeAction/resolve', action)).edit),
      ),
    );
    expect(texts).toEqual([
      comp('/show/comp/out/x.exr'),
      comp('Comp:/out/x.exr', 'Comp:/out/x.exr', '\t\t\tLocked = true,\n', 1),
    ]);
    await client.change(URI, [{ text: `${text}\n` }], 2);
    await expect(client.request('codeAction/resolve', actions[0])).rejects.toMatchObject({ code: -32801 });
  });

  test('sees why an action cannot be taken', async () => {
    await using client = await LanguageClient.start();
    const { text, cursor } = readMarkers(comp('Temp:/|x.exr', ''));
    await client.open(URI, text);
    const [first] = await actionsAt(client, { start: cursor, end: cursor });
    expect(first?.disabled?.reason).toContain('Temp:');
  });

  test('is offered nothing that it has not asked for, away from names', async () => {
    await using client = await LanguageClient.start();
    const { text, cursor } = readMarkers(comp('Comp:/x.exr').replace('Inputs', 'Inp|uts'));
    await client.open(URI, text);
    const at = { start: cursor, end: cursor };
    expect(await actionsAt(client, at, { only: undefined, triggerKind: 2 })).toEqual([]);
    const asked = await actionsAt(client, at, { only: undefined, triggerKind: 1 });
    expect(asked.map(({ title }) => title)).toEqual(['Pass through S', 'Lock S']);
  });
});

test('a client that takes actions and resolves none gets them with their edits', async () => {
  const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['refactor'] } } };
  await using client = await LanguageClient.start({ ...PLAIN_CLIENT, textDocument: { codeAction } });
  const { text, cursor } = readMarkers(MARKED);
  await client.open(URI, text);
  const actions = await actionsAt(client, { start: cursor, end: cursor });
  expect(actions.map(({ title }) => title)).toEqual(['Write the path absolutely', 'Pass through S', 'Lock S']);
  expect(edited(text, actions[0]?.edit)).toBe(comp('/show/comp/out/x.exr'));
});

describe('commands', () => {
  const run = (client: LanguageClient, command: string, ...args: readonly string[]) =>
    client.request('workspace/executeCommand', { command, arguments: [URI, ...args] });

  test('the folders that are used, and their relinking', async () => {
    await using client = await LanguageClient.start();
    const { text } = readMarkers(MARKED);
    await client.open(URI, text);
    expect(await run(client, 'compline.usedFolders')).toEqual([{ folder: '/show/comp/out', files: 1 }]);
    let result = '';
    client.connection.onRequest('workspace/applyEdit', ({ edit }: ApplyWorkspaceEditParams) => {
      result = edited(text, edit);
      return { applied: true };
    });
    expect(await run(client, 'compline.applyRelink', '/show/comp/out', '/new')).toBe(2);
    expect(result).toBe(comp('/new/x.exr'));
    expect(await run(client, 'compline.applyRelink', '/elsewhere', '/new')).toBe(0);
  });

  test('what cannot be done is refused in a sentence', async () => {
    await using client = await LanguageClient.start();
    await expect(run(client, 'compline.usedFolders')).rejects.toThrow('Open the file first.');
    await client.open(URI, readMarkers(MARKED).text);
    await expect(run(client, 'compline.other')).rejects.toThrow('There is no command compline.other.');
    client.connection.onRequest('workspace/applyEdit', () => ({ applied: false }));
    await expect(run(client, 'compline.applyRelink', '/show/comp/out', '/new')).rejects.toThrow('changed meanwhile');
  });

  test('an update that finds nothing newer says so', async () => {
    await using client = await LanguageClient.start();
    const said: string[] = [];
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      said.push(message);
      client.wake();
    });
    await client.open(URI, readMarkers(MARKED).text);
    expect(await run(client, 'compline.applyNewestVersions')).toBe(0);
    expect(await client.until(() => said[0])).toBe('Nothing newer is published.');
  });
});

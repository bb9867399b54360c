import { beforeEach, expect, test, vi } from 'vitest';
import { Notice } from '../../../../client/core/error-reporter.ts';
import { fixAllFindings } from '../../../../client/language/fix-all.ts';

const { editor } = vi.hoisted(() => ({
  editor: {
    texts: [] as string[],
    isOpen: true,
    asked: [] as unknown[][],
    shown: [] as string[],
    others: [] as object[],
  },
}));
vi.mock('vscode', async () => {
  const document = {
    uri: 'file:///a.comp',
    lineCount: 3,
    getText: () => editor.texts[0],
  };
  return {
    ...(await import('../fake-l10n.ts')),
    Uri: class {},
    Range: class {},
    commands: {
      executeCommand: async (...args: unknown[]) => {
        editor.asked.push(args);
        const fix = { kind: { value: 'source.fixAll.compline' }, edit: {} };
        return editor.texts.length > 1 ? [...editor.others, fix] : editor.others;
      },
    },
    workspace: { applyEdit: async () => editor.texts.shift() !== undefined },
    window: {
      get activeTextEditor() {
        return editor.isOpen ? { document } : undefined;
      },
      showInformationMessage: (text: string) => void editor.shown.push(text),
    },
  };
});

beforeEach(() => {
  Object.assign(editor, { texts: ['a'], isOpen: true, asked: [], shown: [], others: [] });
});

test('repairs are made until there are none, and the server is asked again after each round', async () => {
  editor.texts = ['a', 'b', 'c'];
  await fixAllFindings(undefined);
  expect(editor.texts).toEqual(['c']);
  expect(editor.asked.map(([command, , , kind]) => [command, kind])).toEqual(
    Array(3).fill(['vscode.executeCodeActionProvider', 'source.fixAll.compline']),
  );
  expect(editor.shown).toHaveLength(1);
});

test('repairs that change nothing, or undo each other, come to an end', async () => {
  editor.texts = ['a', 'a', 'b'];
  await expect(fixAllFindings(undefined)).rejects.toThrow(Notice);
  expect(editor.texts).toEqual(['a', 'b']);
  editor.texts = Array.from({ length: 99 }, (_, index) => (index % 2 === 0 ? 'a' : 'b'));
  await fixAllFindings(undefined);
  expect(editor.texts).toHaveLength(89);
});

test("other extensions' actions are left alone, and it is said where there is nothing to do", async () => {
  editor.others = [{ kind: { value: 'source.fixAll.other' }, edit: {} }];
  await expect(fixAllFindings(undefined)).rejects.toThrow(/Nothing here can be fixed/);
  editor.isOpen = false;
  await expect(fixAllFindings(undefined)).rejects.toThrow(/Open a file first/);
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Dismissed, Notice } from '../../../../client/core/error-reporter.ts';
import { comparisonMarkdown } from '../../../../client/versions/comparison-markdown.ts';
import { type KeptVersion, pickVersion } from '../../../../client/versions/pick-version.ts';
import { restoreVersion } from '../../../../client/versions/restore-version.ts';
import { settle } from '../fake-core.ts';
import { editor } from '../fake-vscode.ts';
import { fakeLocking } from '../locks/locking.ts';

vi.mock('vscode', async () => (await import('../fake-vscode.ts')).vscode);

const COMP = '/p/a.comp';
const SAVED: KeptVersion = { kind: 'saved', number: 2, state: 'wip', file: '/p/_versions/a_wip002.comp' };

beforeEach(() => editor.reset());

describe('the list of versions', () => {
  test('holds those whose text is kept, the newest first', async () => {
    const { fake } = await fakeLocking();
    const versions = [
      { kind: 'published', number: 3, state: 'OK', folder: '/p/_published/003_OK' },
      {
        kind: 'published',
        number: 2,
        state: 'WIP',
        folder: '/p/_published/002_WIP',
        file: '/p/_published/002_WIP/a.comp',
      },
      SAVED,
    ];
    fake.answers.set('version/list', () => ({ versions }));
    editor.answers = ['002 wip'];
    expect(await pickVersion(fake.core, COMP, 'Which?')).toMatchObject(SAVED);
    expect(editor.shown).toEqual([['list', 'Versions of a.comp', '002 WIP', '002 wip']]);
    editor.answers = [];
    await expect(pickVersion(fake.core, COMP, 'Which?')).rejects.toThrow(Dismissed);
  });

  test('says what to do where nothing is kept', async () => {
    const { fake } = await fakeLocking();
    fake.answers.set('version/list', () => ({ versions: [] }));
    await expect(pickVersion(fake.core, COMP, '')).rejects.toThrow('Nothing is kept of a.comp yet');
  });
});

describe('restoring', () => {
  test('asks first, saves what is unsaved, and tells what was kept', async () => {
    const { fake, errors } = await fakeLocking();
    const kept = { number: 3, state: 'wip', file: '/p/_versions/a_wip003.comp' };
    fake.answers.set('version/restore', () => ({ unchanged: false, kept }));
    const document = editor.open(COMP);
    editor.type(document);
    editor.answers = ['Restore', 'Show'];
    await restoreVersion({ core: fake.core, errors }, COMP, SAVED);
    await settle();
    expect(document.isDirty).toBe(false);
    expect(fake.params.get('version/restore')).toEqual({ file: COMP, version: SAVED.file });
    expect(editor.shown.at(-1)).toEqual(['information', 'a.comp is restored. What it held is version 003.', 'Show']);
    expect(editor.ran.at(-1)).toEqual(['show', kept.file]);
  });

  test('does nothing where the user thinks again, or the comp cannot be saved', async () => {
    const { fake, errors } = await fakeLocking();
    await expect(restoreVersion({ core: fake.core, errors }, COMP, SAVED)).rejects.toThrow(Dismissed);
    editor.type(editor.open(COMP));
    Object.assign(editor, { answers: ['Restore'], saves: false });
    await expect(restoreVersion({ core: fake.core, errors }, COMP, SAVED)).rejects.toThrow(Notice);
    expect(fake.params.has('version/restore')).toBe(false);
  });
});

describe('the summary of a comparison', () => {
  const NOTHING = { added: [], removed: [], changed: [], moved: 0, composition: [] };

  test('says that nothing has changed', () => {
    expect(comparisonMarkdown(NOTHING, 'a.comp since version 1')).toBe(
      '# a.comp since version 1\n\nNothing has changed.\n',
    );
  });

  test('has a heading for each kind of change, and names and values stay what they are', () => {
    const text = comparisonMarkdown(
      {
        added: [{ path: 'Look/A', id: 'Blur' }],
        removed: [],
        changed: [
          {
            ...{ path: 'My_Tool', id: 'Merge', idBefore: 'Dissolve', moved: false },
            fields: [
              { field: 'Blend', before: '1', after: '"a|b`c"' },
              { field: 'Size', after: 'x'.repeat(200) },
            ],
          },
        ],
        moved: 2,
        composition: [],
      },
      'a',
    );
    expect(text).toContain('## Added\n\n- `Look/A` (Blur)\n');
    expect(text).toContain('### My\\_Tool (Merge)\n\nAnother kind of tool: it was `Dissolve`.');
    expect(text).toContain('| `Blend` | `1` | ``"a\\|b`c"`` |');
    expect(text).toContain(`| \`Size\` | – | \`${'x'.repeat(80)}…\` |`);
    expect(text).toContain('Tools that stand elsewhere in the flow: 2');
  });
});

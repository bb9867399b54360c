import { expect, test } from 'vitest';
import { applyEdits } from '../../../../../server/formats/comp/edits.ts';
import { counter } from '../../../../../server/formats/comp/header.ts';
import type { Comp } from '../../../../../server/formats/comp/model.ts';
import { parseComp } from '../../../../../server/formats/comp/parse-comp.ts';
import type { TextRange } from '../../../../../server/formats/text/range.ts';
import { CompFiles } from '../../../../../server/language/fusion-comp/comp-files.ts';
import {
  editsOfRefactoring,
  refactoringsAt,
} from '../../../../../server/language/fusion-comp/refactorings/refactor.ts';
import { relink, usedFolders } from '../../../../../server/language/fusion-comp/refactorings/relink.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../../corpus.ts';
import { fakePlace } from '../fake-place.ts';

/** The places in a comp where refactorings are tried: some tools, a name of a file, everything. */
function selections(comp: Comp): readonly TextRange[] {
  const tools = comp.tools.filter((_tool, at) => at % Math.ceil(comp.tools.length / 4) === 0);
  const file = [...new CompFiles().ofTools(comp)].find((found) => found !== undefined);
  return [
    ...tools.map(({ nameRange }) => nameRange),
    ...(file === undefined ? [] : [file.range]),
    { start: 0, end: 9e9 },
  ];
}

test.skipIf(!corpusPresent).each(corpusFiles)('refactorings leave %s sound', (file) => {
  const text = readCorpus(file);
  const comp = parseComp(text);
  const errors = comp.errors.length;
  const files = new CompFiles();
  const place = fakePlace();
  const isCounted = counter(comp, 'LockedTools')?.value === comp.tools.filter((tool) => tool.locked).length;
  const after = (edits: Iterable<{ range: TextRange; newText: string } | undefined>): Comp =>
    parseComp(
      applyEdits(
        text,
        [...edits].filter((edit) => edit !== undefined),
      ),
    );
  for (const selection of selections(comp)) {
    const scene = { comp, files, place, selection, isInvoked: true };
    for (const { id, disabled, command } of refactoringsAt(scene)) {
      if (disabled !== undefined || command !== undefined) continue;
      const changed = after(editsOfRefactoring(id, scene));
      expect(changed.errors).toHaveLength(errors);
      expect(changed.tools).toHaveLength(comp.tools.length);
      const locked = changed.tools.filter((tool) => tool.locked).length;
      if (isCounted) expect(counter(changed, 'LockedTools')?.value).toBe(locked);
    }
  }
  for (const folder of [...usedFolders(comp, files, place)].slice(0, 3)) {
    if (folder === undefined) continue;
    expect(after(relink(comp, files, place, folder.folder, '/new')).errors).toHaveLength(errors);
  }
});

import path from 'node:path';
import { expect, test } from 'vitest';
import { checkInPlace } from '../../../../server/checks/check-project.ts';
import { projectFacts } from '../../../../server/checks/project-facts.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { Places } from '../../../../server/project/places.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../../language/corpus.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test.runIf(corpusPresent)('nothing is found in real files whose media lies on machines of other people', async () => {
  const folder = await temporaryFolder();
  const places = new Places();
  const found: string[] = [];
  let clips = 0;
  for (const file of corpusFiles) {
    const facts = projectFacts(parseComp(readCorpus(file)));
    if (facts === undefined) throw new Error(`There are no facts in ${file}.`);
    clips += facts.loaders.flatMap((loader) => loader.clips).length;
    const findings = await checkInPlace(facts, await places.placeOf(path.join(folder, path.basename(file))));
    found.push(...findings.map(({ code, message }) => `${file} ${code} ${message}`));
  }
  expect(clips).toBeGreaterThan(500);
  expect(found).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { pathMaps } from '../../../../server/formats/comp/path-maps.ts';
import { type SkimmedFact, skimFacts } from '../../../../server/formats/comp/skim-facts.ts';
import { corpusFiles, corpusPresent, readCorpus } from '../../language/corpus.ts';
import { compText, tokenSoup } from './generate-comp.ts';

function factsIn(text: string): SkimmedFact[] {
  return [...skimFacts(text)].filter((fact) => fact !== undefined);
}

/** What stands at the place of a fact. */
function textAt(text: string, { line, character, length }: SkimmedFact['place']): string {
  return (text.split(/\r\n|\r|\n/)[line] ?? '').slice(character, character + length);
}

test('tools, with what they are in; copies that are put aside are none', () => {
  const text = `Composition {
    Tools = {
      ["My Tool"] = Merge { CustomData = { Settings = { [1] = { Tools = { Old = Blur { } } } } }, ViewInfo = OperatorInfo { } },
      G = GroupOperator {
        Tools = ordered() { Inner = Fuse.Wireless { Inputs = { Tools = { No = Blur { } } } } },
      },
    },
  }`;
  const tools = factsIn(text).flatMap((fact) =>
    fact.kind === 'tool' ? [`${fact.owner ?? ''}/${fact.name} ${fact.id} ${fact.isInFlow}`] : [],
  );
  expect(tools).toEqual(['/My Tool Merge true', 'G/Inner Fuse.Wireless false', '/G GroupOperator false']);
  expect(factsIn(text).map(({ place }) => textAt(text, place))).toEqual(['My Tool', 'Inner', 'G']);
});

test('texts that may be names of files, and path maps', () => {
  const text = `Composition {
    Prefs = { Comp = { Paths = { Map = { ["Plates:"] = "Comp:/plates" } } } },
    Tools = { A = Loader { Clips = { Clip { Filename = "D:\\\\show\\\\a.0001.exr", FormatID = "OpenEXRFormat" } },
      Inputs = { LUTFile = Input { Value = 'look.cube' }, X = Input { Expression = "A.b / C.d", Value = "two\\nlines/" } } } },
    OutputClips = { "out/b.exr", "no file" },
  }`;
  const found = factsIn(text).filter((fact) => fact.kind !== 'tool');
  expect(found.map((fact) => `${fact.kind} ${fact.path}`)).toEqual([
    'map Comp:/plates',
    'path D:\\show\\a.0001.exr',
    'path look.cube',
    'path out/b.exr',
  ]);
  expect(found.map(({ place }) => textAt(text, place))).toEqual([
    '"Comp:/plates"',
    '"D:\\\\show\\\\a.0001.exr"',
    "'look.cube'",
    '"out/b.exr"',
  ]);
});

function toolsByParser(text: string): string[] {
  return parseComp(text).tools.map(({ name, id, scope }) => `${scope.owner?.name ?? ''}/${name} ${id}`);
}

function toolsBySkimming(text: string): string[] {
  return factsIn(text).flatMap((fact) => (fact.kind === 'tool' ? [`${fact.owner ?? ''}/${fact.name} ${fact.id}`] : []));
}

test('the tools of sound texts are those that the parser finds', () => {
  fc.assert(
    fc.property(compText, (text) => {
      expect(toolsBySkimming(text).sort()).toEqual(toolsByParser(text).sort());
    }),
  );
});

test('broken texts are read to their end, and places are in the text', () => {
  fc.assert(
    fc.property(tokenSoup, (text) => {
      for (const { place } of factsIn(text)) expect(textAt(text, place).length).toBe(place.length);
    }),
  );
});

describe.skipIf(!corpusPresent)('in real comps and settings', () => {
  test.each(corpusFiles)('%s', (file) => {
    const text = readCorpus(file);
    const comp = parseComp(text);
    if (comp.errors.length === 0) expect(toolsBySkimming(text).sort()).toEqual(toolsByParser(text).sort());
    const maps = factsIn(text).flatMap((fact) => (fact.kind === 'map' ? [[fact.name.toLowerCase(), fact.path]] : []));
    expect(new Map(maps.map(([name, path]) => [name, path]))).toEqual(pathMaps(comp));
  });
});

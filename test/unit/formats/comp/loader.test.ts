import { expect, test } from 'vitest';
import { isLoader, loaderClips } from '../../../../server/formats/comp/loader.ts';
import type { Clip } from '../../../../server/formats/comp/media.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';

const comp = parseComp(`{ Tools = {
	Plate = Loader {
		Clips = {
			Clip { ID = "Clip1", Filename = "Plates:\\\\a.1001.exr", FormatID = "OpenEXRFormat", StartFrame = 1001, TrimIn = 0, TrimOut = 47, GlobalStart = 1001, GlobalEnd = 1048 },
			Clip { ID = "Clip2" },
			"not a clip"
		},
	},
	MediaIn1 = Loader { },
	Empty = Loader { },
} }`);

/** What a clip says, field by field. */
const said = ({ id, file, formatId, startFrame, trimIn, trimOut, globalStart, globalEnd }: Clip) => ({
  id,
  file: file?.name,
  formatId,
  startFrame,
  trimIn,
  trimOut,
  globalStart,
  globalEnd,
});

test('the clips of a Loader', () => {
  const [plate] = comp.tools;
  expect(plate && loaderClips(plate).map(said)).toEqual([
    {
      id: 'Clip1',
      file: 'Plates:\\a.1001.exr',
      formatId: 'OpenEXRFormat',
      startFrame: 1001,
      trimIn: 0,
      trimOut: 47,
      globalStart: 1001,
      globalEnd: 1048,
    },
    {
      id: 'Clip2',
      file: undefined,
      formatId: undefined,
      startFrame: undefined,
      trimIn: undefined,
      trimOut: undefined,
      globalStart: undefined,
      globalEnd: undefined,
    },
  ]);
});

test('which Loaders read files', () => {
  expect(comp.tools.map(isLoader)).toEqual([true, false, true]);
  const empty = comp.toolsByName.get('Empty')?.[0];
  expect(empty && loaderClips(empty)).toEqual([]);
});

import { isLoader, loaderClips } from '../../../server/formats/comp/loader.ts';
import { mediaName } from '../../../server/formats/comp/media.ts';
import type { Comp } from '../../../server/formats/comp/model.ts';
import { isSaver, saverOutput } from '../../../server/formats/comp/saver.ts';
import { tableNamed, valueNamed } from '../../../server/formats/comp/table-access.ts';
import { atOneOf, type Faults, inputsOf, insert, type Planter, toolsOf, write } from './planter.ts';

/** Other text for one of the places where a text stands; a comp with copies of tools, which nothing reads, has none. */
const instead = (text: string, by: string): Planter =>
  atOneOf(
    (comp) => (comp.text.includes('Settings = {') ? [] : [...comp.text.matchAll(new RegExp(text, 'g'))]),
    (match) => [write({ start: match.index, end: match.index + match[0].length }, by)],
  );

/** The file names of Loaders and Savers. */
const files = (comp: Comp) => [
  ...toolsOf(comp, 'Loader')
    .filter(isLoader)
    .flatMap((tool) => loaderClips(tool).flatMap(({ file }) => file ?? [])),
  ...toolsOf(comp, 'Saver')
    .filter(isSaver)
    .flatMap((tool) => saverOutput(tool).file ?? []),
];

/** Faults of names and values that Fusion's registry or the pipeline knows, by code. */
export const kindFaults: Readonly<Record<string, Faults>> = {
  'unknown-tool': {
    'two letters swapped': atOneOf(
      (comp) => toolsOf(comp, 'Transform', 'Background', 'Merge', 'BezierSpline', 'SoftGlow'),
      ({ id, idRange }) => [write(idRange, `${id.slice(0, 3)}${id.charAt(4)}${id.charAt(3)}${id.slice(5)}`)],
    ),
  },
  'unknown-constructor': { 'FuId for FuID': instead('= FuID \\{', '= FuId {') },
  'unknown-control-field': { LINKID_DataTpe: instead('LINKID_DataType = ', 'LINKID_DataTpe = ') },
  'control-default': {
    'above its limit': atOneOf(
      (comp) =>
        comp.tools.flatMap((tool) => {
          const controls = tableNamed(tool.table, 'UserControls')?.entries ?? [];
          return controls.flatMap(({ value }) => {
            const most = value?.kind === 'table' ? valueNamed(value, 'INP_MaxAllowed') : undefined;
            const standard = value?.kind === 'table' ? valueNamed(value, 'INP_Default') : undefined;
            return most?.kind === 'number' && standard?.kind === 'number' ? [{ most: most.value, standard }] : [];
          });
        }),
      ({ most, standard }) => [write(standard, String(most + 1))],
    ),
  },
  'input-name': {
    'a letter too many': atOneOf(
      (comp) =>
        inputsOf(comp).filter(({ input }) => /^(XBlurSize|PerformDepthMerge|ProcessWhenBlendIs00)$/.test(input.name)),
      ({ input }) => [write(input.nameRange, `${input.name}e`)],
    ),
  },
  'saver-format': {
    'another extension': atOneOf(
      (comp) =>
        toolsOf(comp, 'Saver')
          .filter(isSaver)
          .filter((tool) => saverOutput(tool).formatId === 'OpenEXRFormat'),
      (tool) => {
        const file = saverOutput(tool).file;
        return file && [write({ start: file.range.end - '.exr'.length, end: file.range.end }, '.png')];
      },
    ),
  },
  'loader-format': {
    'another format': atOneOf(
      (comp) =>
        toolsOf(comp, 'Loader')
          .filter(isLoader)
          .flatMap((tool) => loaderClips(tool).filter(({ file }) => file?.name.includes('.'))),
      ({ table, formatId }) => {
        const format = mediaName(table, 'FormatID');
        return format && [write(format.range, formatId === 'TiffFormat' ? 'OpenEXRFormat' : 'TiffFormat')];
      },
    ),
  },
  'stale-format-options': {
    'an option of another format': atOneOf(
      (comp) => inputsOf(comp).filter(({ input }) => /^Clip1\.OpenEXRFormat\./.test(input.name)),
      ({ input }) => [write(input.nameRange, 'Clip1.PNGFormat.GammaLevel')],
    ),
  },
  'path-escape': {
    'single backslashes': atOneOf(files, ({ range }) => [write(range, 'Comp:renders\\new\\shot_0000.exr')]),
  },
  'machine-path': {
    'a home folder': atOneOf(files, ({ range }) => [write(range, '/Users/anna/Desktop/shot_0000.exr')]),
  },
  'background-depth': {
    '8 bit': atOneOf(
      (comp) => inputsOf(comp).filter(({ tool, input }) => tool.id === 'Background' && input.name === 'Depth'),
      ({ input }) =>
        input.value?.kind === 'number' && input.value.value === 4 ? [write(input.value, '1')] : undefined,
    ),
  },
  'last-file': {
    'the file of an artist': atOneOf(
      (comp) =>
        comp.kind === 'composition' && comp.root && tableNamed(comp.root, 'Prefs') === undefined ? [comp.root] : [],
      (root) => [insert(root.open + 1, ' Prefs = { Comp = { LastFile = "/Users/anna/shot.comp" } },')],
    ),
  },
  'no-saver': {
    'Savers that are something else': (comp) => {
      const [saver, ...others] = toolsOf(comp, 'Saver');
      if (saver === undefined || others.length > 0 || comp.kind === 'setting') return undefined;
      return atOneOf(
        () => [saver],
        ({ idRange }) => [write(idRange, 'Transform')],
      )(comp, 0);
    },
  },
};

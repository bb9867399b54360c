import type { Comp, Tool } from '../../../server/formats/comp/model.ts';
import { isSaver, type SaverOutput, saverOutput } from '../../../server/formats/comp/saver.ts';
import { entryNamed, tableNamed } from '../../../server/formats/comp/table-access.ts';
import { atOneOf, type Faults, insert, NO_TOOL, write } from './planter.ts';

interface NamedSaver extends SaverOutput {
  readonly tool: Tool;
  readonly name: { readonly start: number; readonly end: number };
}

/** The enabled Savers that write a file. */
function savers(comp: Comp): readonly NamedSaver[] {
  return (comp.toolsById.get('Saver') ?? []).filter(isSaver).flatMap((tool) => {
    const output = saverOutput(tool);
    return output.file === undefined || tool.passThrough ? [] : [{ ...output, tool, name: output.file.range }];
  });
}

/** Faults of Savers, by code. */
export const saverFaults: Readonly<Record<string, Faults>> = {
  'saver-no-filename': {
    'an empty name': atOneOf(savers, ({ name }) => [write(name, '')]),
    'only an extension': atOneOf(savers, ({ name }) => [write(name, 'Comp:/renders/.exr')]),
  },
  'saver-no-extension': {
    'a name alone': atOneOf(
      (comp) => savers(comp).filter(({ file }) => file?.name.includes('.exr')),
      ({ name }) => [write(name, 'Comp:/renders/beauty_0000')],
    ),
  },
  'saver-no-create-dir': {
    off: atOneOf(
      (comp) => savers(comp).filter(({ createDir }) => createDir),
      ({ createDirInput }) => createDirInput?.value && [write(createDirInput.value, '0')],
    ),
  },
  'saver-no-input': {
    'another input connected to nothing': atOneOf(savers, ({ tool }) => {
      const inputs = tool.inputs.filter(({ source }) => source !== undefined);
      return inputs.length === 0
        ? undefined
        : inputs.map(({ entry }) => write(entry, `${NO_TOOL} = Input { Value = 0, }`));
    }),
  },
  'saver-no-source': {
    'a Merge of nothing': atOneOf(savers, ({ tool }) => {
      const source = tool.inputs.find((input) => input.source !== undefined)?.source;
      return source && [insert(tool.entry.start, `${NO_TOOL} = Merge { },\n`), write(source.range, NO_TOOL)];
    }),
  },
  'upstream-dead-end': {
    'a Blur of nothing': atOneOf(savers, ({ tool }) => {
      const input = tool.inputs.find(({ source }) => source !== undefined);
      if (input?.source === undefined) return undefined;
      const { name } = input.source;
      const back = `Background = Input { SourceOp = "${name}", Source = "${input.output}", }`;
      const front = `Foreground = Input { SourceOp = "${NO_TOOL}Blur", Source = "Output", }`;
      const merge = `${NO_TOOL} = Merge { Inputs = { ${back}, ${front}, }, },\n${NO_TOOL}Blur = Blur { },\n`;
      return [insert(tool.entry.start, merge), write(input.source.range, NO_TOOL)];
    }),
  },
  'savers-same-file': {
    'the file of the Saver before': atOneOf(
      (comp) =>
        savers(comp)
          .slice(1)
          .map((saver, index) => ({ saver, before: savers(comp)[index] })),
      ({ saver, before }, comp) => before && [write(saver.name, comp.slice(before.name.start, before.name.end))],
    ),
  },
  'output-clips': {
    'a Saver with another file': atOneOf(
      (comp) => (comp.root !== undefined && tableNamed(comp.root, 'OutputClips') ? savers(comp) : []),
      ({ name }) => [write(name, 'Comp:/elsewhere/other_0000.exr')],
    ),
    'an empty list': atOneOf(
      (comp) => (savers(comp).length > 0 && comp.root ? [entryNamed(comp.root, 'OutputClips')] : []),
      (entry) => entry?.value && [write(entry.value, '{ }')],
    ),
  },
};

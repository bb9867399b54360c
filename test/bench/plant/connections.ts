import type { Comp, Input, Tool } from '../../../server/formats/comp/model.ts';
import { isSaver } from '../../../server/formats/comp/saver.ts';
import { atOneOf, connectedInputs, type Faults, inputsOf, insert, NO_TOOL, toolsOf, write } from './planter.ts';

/** A connection from one tool to another of the same scope, which is itself connected. */
function chains(comp: Comp): readonly { readonly from: Tool; readonly input: Input }[] {
  return connectedInputs(comp).flatMap(({ tool, input }) => {
    const feeder = tool.scope.byName.get(input.source?.name ?? '');
    const back = feeder?.inputs.find((candidate) => candidate.name === 'Input' && candidate.source !== undefined);
    // Through a group, the output would have to be named too.
    if (feeder === undefined || feeder.nested !== undefined || tool.nested !== undefined) return [];
    return back?.constructorName === 'Input' ? [{ from: tool, input: back }] : [];
  });
}

/** A tool in a group, with one outside of it. */
function insideAndOutside(comp: Comp): readonly { readonly inner: Tool; readonly outer: Tool }[] {
  return comp.tools.flatMap((inner) => {
    const outer = comp.flow.tools.find((tool) => tool.nested === undefined && tool.name !== inner.name);
    return inner.scope.owner === undefined || outer === undefined ? [] : [{ inner, outer }];
  });
}

/** The same two, where one scope holds both. */
function neighbours(comp: Comp): readonly { readonly first: Tool; readonly second: Tool }[] {
  return comp.tools.flatMap((second) => {
    const [first] = second.scope.tools;
    return first === undefined || first.name === second.name ? [] : [{ first, second }];
  });
}

/** Where a connection is lost, the tool that was meant feeds nothing either, and is not found for that. */
function hasLostConnection(comp: Comp): boolean {
  const sources = comp.tools.flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ source }) => source));
  return sources.some((source) => source !== undefined && !comp.toolsByName.has(source.name));
}

/** Faults in what names what, by code. */
export const connectionFaults: Readonly<Record<string, Faults>> = {
  'dangling-source': {
    'an input': atOneOf(
      (comp) => connectedInputs(comp).filter(({ input }) => comp.toolsByName.has(input.source?.name ?? '')),
      ({ input }) => input.source && [write(input.source.range, NO_TOOL)],
    ),
    'an output of a group': atOneOf(
      (comp) => comp.tools.flatMap(({ outputs }) => outputs.flatMap(({ source }) => source ?? [])),
      ({ range }) => [write(range, NO_TOOL)],
    ),
    'a published control': atOneOf(
      (comp) => inputsOf(comp).filter(({ input }) => input.constructorName === 'InstanceInput' && input.source),
      ({ input }) => input.source && [write(input.source.range, NO_TOOL)],
    ),
    'an instance': atOneOf(
      (comp) => comp.tools.filter(({ id }) => id !== ''),
      (tool) => [insert(tool.table.open + 1, ` SourceOp = "${NO_TOOL}",`)],
    ),
  },
  'expression-tool': {
    'another tool': atOneOf(
      (comp) => inputsOf(comp).filter(({ input }) => input.expressionRange !== undefined),
      ({ input }) => input.expressionRange && [write(input.expressionRange, `${NO_TOOL}.Size * 2`)],
    ),
    'a tool that it looks for': atOneOf(
      (comp) => inputsOf(comp).filter(({ input }) => input.expressionRange !== undefined),
      ({ input }) => input.expressionRange && [write(input.expressionRange, `comp:FindTool('${NO_TOOL}').Size`)],
    ),
  },
  'connection-cycle': {
    'two tools': atOneOf(chains, ({ from, input }) => input.source && [write(input.source.range, from.name)]),
    'a tool itself': atOneOf(
      (comp) => connectedInputs(comp).filter(({ tool }) => tool.nested === undefined),
      ({ tool, input }) => input.source && [write(input.source.range, tool.name)],
    ),
  },
  'duplicate-tool': {
    'in one flow or group': atOneOf(neighbours, ({ first, second }) => [write(second.nameRange, first.name)]),
  },
  'name-in-two-groups': {
    'inside and outside': atOneOf(insideAndOutside, ({ inner, outer }) => [write(inner.nameRange, outer.name)]),
  },
  'unused-tool': {
    'a tool': atOneOf(
      (comp) => (comp.kind === 'setting' || hasLostConnection(comp) ? [] : toolsOf(comp, 'Saver').filter(isSaver)),
      (saver) => [insert(saver.entry.start, `${NO_TOOL} = Blur { },\n`)],
    ),
    'a modifier': atOneOf(
      (comp) => (hasLostConnection(comp) ? [] : comp.tools),
      (tool) => [insert(tool.entry.start, `${NO_TOOL} = BezierSpline { },\n`)],
    ),
  },
  'group-no-main-output': {
    'another name': atOneOf(
      (comp) => (comp.flow.tools.length === 1 ? comp.flow.tools.flatMap(({ outputs }) => outputs) : []),
      ({ name, nameRange }) => (name === 'MainOutput1' ? [write(nameRange, 'Output1')] : undefined),
    ),
  },
};

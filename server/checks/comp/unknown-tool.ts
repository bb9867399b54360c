import type { ToolBody } from '../../formats/comp/model.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import type { Fix, Observation, ToolCheck } from '../check.ts';
import { Spelling } from './spelling.ts';

const toolIds = new Spelling(() => fusionRegistry.tools.filter((kind) => !kind.isThirdParty).map(({ id }) => id));
/** `Fuse.IRSwitch` is two letters from `Fuse.Switch` and another fuse: only one wrong letter is a slip here. */
const plugInIds = new Spelling(() => fusionRegistry.plugInIds, 1);
/** Resolve and Fusion Studio bring these effects with them. */
const EFFECTS = 'ofx.com.blackmagicdesign.';
/** Dotted ids that are Fusion's own all the same. */
const OWN_IDS = /^(?:Dimension|Photron|USDGeom)\./;

/** What stands before the brace of a table that keeps its order: no id either. */
const ORDERED = 'ordered()';
/** The numbers that Fusion puts behind the name of a tool: `Merge1`, `Blur1_2`. */
const NUMBERS = /(?:_?\d+)+$/;

/**
 * A tool whose id Fusion does not register, or that has none: Fusion leaves such a tool out when it loads the comp.
 */
export const unknownTool: ToolCheck = {
  code: 'unknown-tool',
  title: 'Fusion has no tool of this kind.',
  defaultSeverity: 'warning',
  concerns: ({ id }) => !fusionRegistry.hasId(id),
  run(tool) {
    const { id } = tool;
    if (id === '' || id === ORDERED) return [withoutId(tool)];
    if (id.includes('.') && !OWN_IDS.test(id)) return isKnownPlugIn(id) ? [] : [plugIn(tool)];
    return [notRegistered(tool)];
  },
};

/** Most tools are called what they are, so the name tells the id that was lost. */
function withoutId(tool: ToolBody): Observation {
  const meant = tool.name.replace(NUMBERS, '');
  const newText = tool.id === ORDERED ? meant : `${meant} `;
  return {
    message: `Nothing says which tool "${tool.name}" is: its id is missing before the brace.`,
    range: tool.nameRange,
    fixes: fusionRegistry.tool(meant) === undefined ? [] : [{ title: `Write ${meant}`, edits: [edit(tool, newText)] }],
  };
}

/** Writes an id where the id of the tool stands, or before its brace. */
function edit({ id, idRange }: ToolBody, newText: string): TextEdit {
  return { range: id === '' ? { start: idRange.start, end: idRange.start } : idRange, newText };
}

function isKnownPlugIn(id: string): boolean {
  return id.startsWith(EFFECTS) || fusionRegistry.hasPlugInId(id);
}

function plugIn(tool: ToolBody): Observation {
  const meant = plugInIds.meant(tool.id);
  const what = tool.id.startsWith('Fuse.') ? 'a fuse' : 'a plug-in';
  return {
    severity: 'hint',
    message: `${tool.name} needs ${what} that not every Fusion has: ${tool.id}.${question(meant)}`,
    range: tool.idRange,
    // A studio may have a fuse whose name is close to that of a known one.
    fixes: fixes(tool, meant, false),
  };
}

function notRegistered(tool: ToolBody): Observation {
  const meant = toolIds.meant(tool.id);
  return {
    // Without a name that is close, it may be a tool of a newer Fusion.
    severity: meant === undefined ? 'information' : 'warning',
    message: `Fusion 18 has no tool "${tool.id}".${question(meant)}`,
    range: tool.idRange,
    fixes: fixes(tool, meant, true),
  };
}

function question(meant: string | undefined): string {
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

function fixes(tool: ToolBody, meant: string | undefined, preferred: boolean): readonly Fix[] {
  if (meant === undefined) return [];
  return [{ title: `Change to ${meant}`, edits: [edit(tool, meant)], preferred }];
}

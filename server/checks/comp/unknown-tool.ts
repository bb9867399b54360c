import type { ToolBody } from '../../formats/comp/model.ts';
import { fusionRegistry } from '../../formats/comp/registry/fusion-registry.ts';
import type { Fix, Observation, ToolCheck } from '../check.ts';
import { Spelling } from './spelling.ts';

const toolIds = new Spelling(() => fusionRegistry.tools.filter((kind) => !kind.isThirdParty).map(({ id }) => id));
/** `Fuse.IRSwitch` is two letters from `Fuse.Switch` and another fuse: only one wrong letter is a slip here. */
const plugInIds = new Spelling(() => fusionRegistry.plugInIds, 1);
/** Resolve and Fusion Studio bring these effects with them. */
const EFFECTS = 'ofx.com.blackmagicdesign.';
/** Dotted ids that are Fusion's own all the same. */
const OWN_IDS = /^(?:Dimension|Photron|USDGeom)\./;

/** A tool whose id Fusion does not register: Fusion leaves such a tool out when it loads the comp. */
export const unknownTool: ToolCheck = {
  code: 'unknown-tool',
  title: 'Fusion has no tool of this kind.',
  defaultSeverity: 'warning',
  concerns: ({ id }) => id !== '' && !fusionRegistry.hasId(id),
  run(tool) {
    const { id } = tool;
    if (id.includes('.') && !OWN_IDS.test(id)) return isKnownPlugIn(id) ? [] : [plugIn(tool)];
    return [notRegistered(tool)];
  },
};

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
  return [{ title: `Change to ${meant}`, edits: [{ range: tool.idRange, newText: meant }], preferred }];
}

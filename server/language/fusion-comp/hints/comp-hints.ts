import { filesOfHeader } from '../../../formats/comp/file-names.ts';
import { folderOf, mapOf } from '../../../formats/comp/folder-names.ts';
import type { Comp } from '../../../formats/comp/model.ts';
import { expandPath, pathMaps } from '../../../formats/comp/path-maps.ts';
import { PerTool } from '../../../formats/comp/per-tool.ts';
import { globalRange, renderRange } from '../../../formats/comp/ranges.ts';
import { toolsIn } from '../../../formats/comp/tool-at.ts';
import type { TextRange } from '../../../formats/text/range.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { InlayHint } from '../../answers/inlay-hints.ts';
import type { Pausing } from '../../pausing.ts';
import { frameCount } from './frame-count.ts';
import { hintsOfTool, type InputChoices, type ToolHint } from './tool-hints.ts';

/** The longest folder that is shown whole, in characters. */
const LONGEST_FOLDER = 50;

/** The hints of a comp: how long ranges are, what path maps and numbers stand for, what curves hold. */
export class CompHints {
  readonly #perTool: PerTool<ToolHint>;

  constructor(registry: InputChoices) {
    this.#perTool = new PerTool<ToolHint>(
      (tool) => hintsOfTool(tool, registry),
      (hint, move) => ({ ...hint, at: move(hint.at) }),
    );
  }

  /** The hints in a stretch of the comp. Without a place, of the maps only those are known that the comp has itself. */
  *in(comp: Comp, range: TextRange, place: CompPlace | undefined): Pausing<InlayHint> {
    const maps = pathMaps(comp);
    const finish = (hint: ToolHint): InlayHint | undefined => {
      if (hint.at < range.start || hint.at > range.end) return undefined;
      return 'name' in hint ? pathHint(hint.at, hint.name, place?.resolve(hint.name, maps), maps) : hint;
    };
    for (const hint of headerHints(comp)) yield finish(hint);
    for (const tool of toolsIn(comp, range)) {
      for (const hint of this.#perTool.ofTool(comp, tool)) yield finish(hint);
      yield undefined;
    }
  }
}

function* headerHints(comp: Comp): Generator<ToolHint> {
  const ranges = [
    { frames: renderRange(comp), meaning: 'What a render makes' },
    { frames: globalRange(comp), meaning: 'What the composition has at all' },
  ];
  for (const { frames, meaning } of ranges) {
    const label = frames && frameCount(frames.first, frames.last);
    if (frames === undefined || label === undefined) continue;
    const tooltip = `${meaning}: frames ${frames.first} to ${frames.last}.`;
    yield { at: frames.range.end, topic: 'frames', label, tooltip };
  }
  for (const { name, node, use } of filesOfHeader(comp)) {
    // What `OutputClips` lists is said at the Savers.
    if (use === 'other' && mapOf(name) !== undefined) yield { at: node.end, topic: 'paths', name };
  }
}

/** The folder that a name with a path map is in. */
function pathHint(
  at: number,
  name: string,
  resolved: string | undefined,
  maps: ReadonlyMap<string, string>,
): InlayHint | undefined {
  const path = resolved ?? expandPath(name, maps);
  if (path === name) return undefined;
  return { at, topic: 'paths', label: `→ ${shortened(folderOf(path))}`, tooltip: path };
}

/** The end of a folder's name tells more than its beginning; a folder's own name is not cut. */
function shortened(folder: string): string {
  if (folder.length <= LONGEST_FOLDER) return folder;
  const end = folder.slice(1 - LONGEST_FOLDER);
  return `…${end.slice(Math.max(0, end.search(/[\\/]/)))}`;
}

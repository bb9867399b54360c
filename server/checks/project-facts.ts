import { counter } from '../formats/comp/header.ts';
import type { Comp } from '../formats/comp/model.ts';
import type { NumberNode } from '../formats/comp/nodes.ts';
import { pathMaps } from '../formats/comp/path-maps.ts';
import { PerTool } from '../formats/comp/per-tool.ts';
import { frameFormat } from '../formats/comp/preferences.ts';
import { ramsesId } from '../formats/comp/ramses-ids.ts';
import { globalRange, renderRange } from '../formats/comp/ranges.ts';
import { isEnabled } from '../formats/comp/saver.ts';
import type { TextRange } from '../formats/text/range.ts';
import type { CompKind } from './check.ts';
import {
  type ClipFacts,
  type MediaFacts,
  mediaFacts,
  type SaverFacts,
  shiftMedia,
  type ToolWords,
  type Words,
  wordsOfTool,
} from './project/media-facts.ts';

/** Frames as a composition writes them, both ends included. */
export interface FramesInText {
  readonly first: number;
  readonly last: number;
  readonly range: TextRange;
}

/** A number and where it stands. */
export interface NumberInText {
  readonly value: number;
  readonly range: TextRange;
}

/** A Loader that reads files. */
export interface LoaderInPlace extends ToolWords {
  readonly isEnabled: boolean;
  readonly clips: readonly ClipFacts[];
}

/** A Saver that writes files. */
export interface SaverInPlace extends ToolWords, SaverFacts {
  readonly isEnabled: boolean;
}

/**
 * What a comp says that its project and the disk have to bear out. It is read in one go and holds nothing of the model,
 * so that it is good for as long as an answer of the disk takes; offsets are those of the text that was read.
 */
export interface ProjectFacts {
  readonly kind: CompKind;
  /** The file breaks off, so that more may have stood in it. */
  readonly cutOff: boolean;
  /** The first words of the file, for what is wrong with it as a whole. */
  readonly head: TextRange;
  readonly maps: ReadonlyMap<string, string>;
  readonly render: FramesInText | undefined;
  readonly global: FramesInText | undefined;
  /** Frames per second, and the size of pictures in pixels; Fusion leaves out what is standard. */
  readonly rate: NumberInText | undefined;
  readonly width: NumberInText | undefined;
  readonly height: NumberInText | undefined;
  /** The counter of locked tools; absent where there is none, and where it is not right. */
  readonly lockedTools: NumberInText | undefined;
  /** The project that the composition belongs to, as Ramses has written it into it. */
  readonly projectId: Words | undefined;
  readonly loaders: readonly LoaderInPlace[];
  readonly savers: readonly SaverInPlace[];
}

/** Reads the facts of the versions of one comp and keeps what the text of a tool alone decides. */
export class ProjectFactReader {
  readonly #media = new PerTool<MediaFacts>(mediaFacts, shiftMedia);

  /** The facts of one version, at the end; `undefined` comes before where the work may pause. */
  *of(comp: Comp): Generator<ProjectFacts | undefined> {
    const loaders: LoaderInPlace[] = [];
    const savers: SaverInPlace[] = [];
    for (const id of ['Loader', 'Saver']) {
      for (const tool of comp.toolsById.get(id) ?? []) {
        for (const facts of this.#media.ofTool(comp, tool)) {
          const words = { ...wordsOfTool(tool), isEnabled: isEnabled(tool) };
          if (facts.kind === 'loader') loaders.push({ ...words, clips: facts.clips });
          else savers.push({ ...words, ...facts.saver });
        }
        yield undefined;
      }
    }
    const { rate, width, height } = frameFormat(comp);
    const { start = 0, end = 0 } = comp.root?.constructorRange ?? {};
    yield {
      kind: comp.kind,
      cutOff: comp.cutOff,
      head: { start, end },
      maps: pathMaps(comp),
      render: renderRange(comp),
      global: globalRange(comp),
      rate: numberInText(rate),
      width: numberInText(width),
      height: numberInText(height),
      lockedTools: rightCounter(comp),
      projectId: ramsesId(comp, 'ProjectUUID'),
      loaders,
      savers,
    };
  }
}

/** The facts of a comp that is read once. */
export function projectFacts(comp: Comp): ProjectFacts | undefined {
  return [...new ProjectFactReader().of(comp)].find((facts) => facts !== undefined);
}

function rightCounter(comp: Comp): NumberInText | undefined {
  const count = counter(comp, 'LockedTools');
  return count?.value === comp.tools.filter(({ locked }) => locked).length ? count : undefined;
}

function numberInText(node: NumberNode | undefined): NumberInText | undefined {
  return node && { value: node.value, range: { start: node.start, end: node.end } };
}

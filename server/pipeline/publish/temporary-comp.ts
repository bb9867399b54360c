import { applyEdits, insertEntry, replaceString, setInputValue, setPassThrough } from '../../formats/comp/edits.ts';
import { counter, outputClips } from '../../formats/comp/header.ts';
import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import type { Comp, Tool } from '../../formats/comp/model.ts';
import type { StringNode } from '../../formats/comp/nodes.ts';
import { parseComp } from '../../formats/comp/parse-comp.ts';
import { pathMaps } from '../../formats/comp/path-maps.ts';
import { isSaver, saverOutput } from '../../formats/comp/saver.ts';
import { tableNamed, valueNamed } from '../../formats/comp/table-access.ts';
import type { OutputSpec } from '../../formats/render-spec/parse-render-spec.ts';
import type { TextEdit } from '../../formats/text/range.ts';
import { resolveWithRoots } from '../../project/media-path.ts';
import type { Roots } from '../../project/roots.ts';
import { inputValue } from './output-format.ts';

/** What the comp that is rendered has other than the one that is published. */
export interface TemporaryCompChanges {
  /** The Saver that is rendered; all others are passed through. */
  readonly saver: string;
  /** What the Saver writes; absolute. */
  readonly output: string;
  /** The folder of the original, which relative media and `Comp:` speak of. */
  readonly compFolder: string;
  readonly spec: OutputSpec | undefined;
  /** The number of the file of the comp's first frame, where it is not for the Saver to say. */
  readonly sequenceStart?: number;
  /** The roots of the project: media that is named with a path of another platform is read from this one's. */
  readonly roots: Roots;
  /** A file of this machine as the machines that render call it; the same where it is absent. */
  readonly there?: (file: string) => string;
}

/**
 * Makes the comp that is rendered from the bytes of the original by text edits; every byte that is not edited stays as
 * it is, also where it is not UTF-8. The text is therefore read as one character for each byte, and what is put in is
 * written the same way.
 */
export function temporaryComp(original: Uint8Array, changes: TemporaryCompChanges): Uint8Array {
  const hasMark = original[0] === 0xef && original[1] === 0xbb && original[2] === 0xbf;
  const body = Buffer.from(hasMark ? original.subarray(3) : original);
  const comp = parseComp(body.toString('latin1'));
  const saver = comp.tools.find((tool) => isSaver(tool) && toText(tool.name) === changes.saver);
  if (saver === undefined) throw new Error(`The comp has no Saver ${changes.saver}.`);
  const edits = [
    ...passThroughEdits(comp, saver),
    ...outputEdits(comp, saver, changes),
    ...mediaEdits(comp, saver, changes),
    ...qualityEdits(comp, changes.spec),
  ];
  const edited = Buffer.from(applyEdits(comp.text, edits), 'latin1');
  return hasMark ? Buffer.concat([original.subarray(0, 3), edited]) : edited;
}

/** The Saver and the groups around it are switched on, all other Savers off; the counter of disabled tools follows. */
function passThroughEdits(comp: Comp, saver: Tool): TextEdit[] {
  const count = counter(comp, 'DisabledTools');
  const edits: TextEdit[] = [];
  let difference = 0;
  const change = (tool: Tool, passThrough: boolean): void => {
    if (tool.passThrough === passThrough) return;
    difference += passThrough ? 1 : -1;
    const isOfCounter = ({ range }: TextEdit) => range.start === count?.range.start;
    edits.push(...setPassThrough(comp, [tool], passThrough).filter((edit) => !isOfCounter(edit)));
  };
  for (const tool of comp.tools) if (tool !== saver && isSaver(tool)) change(tool, true);
  for (let at: Tool | undefined = saver; at !== undefined; at = at.scope.owner) change(at, false);
  const isRight = count?.value === comp.tools.filter((tool) => tool.passThrough).length;
  if (count !== undefined && isRight && difference !== 0) {
    edits.push({ range: count.range, newText: String(count.value + difference) });
  }
  return edits;
}

/** The switches of a render at the head of a composition, and what the render spec calls them. */
const SWITCHES = [
  ['HiQ', 'high_quality'],
  ['MotionBlur', 'motion_blur'],
  ['Proxy', 'proxy'],
] as const;

function qualityEdits({ root, text }: Comp, spec: OutputSpec | undefined): TextEdit[] {
  if (root === undefined || spec === undefined) return [];
  return SWITCHES.flatMap(([name, key]) => {
    const value = spec[key];
    if (value === undefined) return [];
    const present = valueNamed(root, name);
    if (present === undefined) return [...insertEntry(text, root, `${name} = ${value}`, 'first')];
    return [{ range: { start: present.start, end: present.end }, newText: String(value) }];
  });
}

function outputEdits(comp: Comp, saver: Tool, { output, spec, sequenceStart }: TemporaryCompChanges): TextEdit[] {
  const file = saverOutput(saver).file;
  if (file === undefined) throw new Error(`The Saver ${saver.name} has no file name.`);
  const edits = [replaceString(file.node, toBytes(output))];
  for (const clip of outputClips(comp)) {
    if (clip.name === file.name) edits.push(replaceString(clip.node, toBytes(output)));
  }
  if (spec?.source_numbering === false) edits.push(...setInputValue(comp.text, saver, 'SetSequenceStart', '0'));
  if (sequenceStart !== undefined) {
    edits.push(...setInputValue(comp.text, saver, 'SetSequenceStart', '1'));
    edits.push(...setInputValue(comp.text, saver, 'SequenceStartFrame', String(sequenceStart)));
  }
  if (spec?.format === undefined) return edits;
  edits.push(...setInputValue(comp.text, saver, 'OutputFormat', inputValue(spec.format)));
  for (const [name, value] of Object.entries(spec.properties)) {
    edits.push(...setInputValue(comp.text, saver, toBytes(name), toBytes(inputValue(value))));
  }
  return edits;
}

/**
 * Media that is named relative to the comp is named absolutely, since the temporary comp stands elsewhere; and media of
 * another platform with the path that it has here.
 */
function mediaEdits(comp: Comp, saver: Tool, changes: TemporaryCompChanges): TextEdit[] {
  const maps = pathMaps(comp);
  const places: Places = {
    compFolder: changes.compFolder,
    roots: changes.roots,
    there: changes.there ?? ((file) => file),
  };
  const edits: TextEdit[] = [];
  const done = new Set<StringNode>();
  const visit = (node: StringNode, isMedia: boolean): void => {
    if (done.has(node)) return;
    done.add(node);
    if (!isMedia && !/^comp:/i.test(node.value)) return;
    const name = toText(node.value);
    const file = startsWithMap(name, maps) ? undefined : fileOf(name, places);
    if (file !== undefined && file !== name) edits.push(replaceString(node, toBytes(file)));
  };
  for (const tool of comp.tools) {
    if (isLoader(tool)) for (const { file } of loaderClips(tool)) if (file !== undefined) visit(file.node, true);
    if (tool === saver || isSaver(tool)) continue;
    for (const { value } of tool.inputs) if (value?.kind === 'string' && isFileName(value.value)) visit(value, false);
  }
  for (const node of mapTargets(comp)) {
    const target = toText(node.value);
    const here = target
      .split(';')
      .map((folder) => folderOf(folder, maps, places))
      .join(';');
    if (here !== target) edits.push(replaceString(node, toBytes(here)));
  }
  return edits;
}

type Places = Required<Pick<TemporaryCompChanges, 'compFolder' | 'roots' | 'there'>>;

/** A folder that a map of the comp stands for; one that begins with another map stays, and so does a slash at its end. */
function folderOf(folder: string, maps: ReadonlyMap<string, string>, places: Places): string {
  if (folder === '' || startsWithMap(folder, maps)) return folder;
  const file = fileOf(folder, places);
  if (file === undefined) return folder;
  return /[/\\]$/.test(folder) && !/[/\\]$/.test(file) ? `${file}/` : file;
}

/** Path maps that Fusion's preferences define hold here as well, whatever root goes by them. */
function fileOf(name: string, { compFolder, roots, there }: Places): string | undefined {
  const isOfPreferences = /^\w{2,}:/.test(name) && !/^comp:/i.test(name);
  const file = isOfPreferences ? undefined : resolveWithRoots(name, compFolder, NO_MAPS, roots);
  return file && there(file);
}

const NO_MAPS: ReadonlyMap<string, string> = new Map();

/** A map that the comp defines itself holds in the temporary comp as well. */
function startsWithMap(name: string, maps: ReadonlyMap<string, string>): boolean {
  const map = /^\w{2,}:/.exec(name)?.[0].toLowerCase();
  return map !== undefined && maps.has(map);
}

/** Scripts in inputs can begin with `comp:` as well (`comp:Lock()`); a file name is one line without calls. */
function isFileName(value: string): boolean {
  return /^comp:[^()\n\r="]*\.\w{1,8}$/i.test(value);
}

function mapTargets(comp: Comp): StringNode[] {
  const preferences = comp.root && tableNamed(comp.root, 'Prefs');
  const ofComp = preferences && tableNamed(preferences, 'Comp');
  const paths = ofComp && tableNamed(ofComp, 'Paths');
  const entries = (paths && tableNamed(paths, 'Map'))?.entries ?? [];
  return entries.flatMap(({ value }) => (value?.kind === 'string' ? [value] : []));
}

function toText(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

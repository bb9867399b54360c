import { applyEdits, insertEntry, lineEnd, writeKey } from '../../../formats/comp/edits.ts';
import { counter } from '../../../formats/comp/header.ts';
import type { Comp, Tool } from '../../../formats/comp/model.ts';
import { parseComp } from '../../../formats/comp/parse-comp.ts';
import { quote } from '../../../formats/comp/quoted-string.ts';
import { isEnabled, isSaver } from '../../../formats/comp/saver.ts';
import { tableNamed } from '../../../formats/comp/table-access.ts';
import type { OutputName } from '../../../formats/render-spec/pick-saver.ts';
import { applySpec } from '../../../formats/render-spec/to-saver.ts';
import type { CompPlace } from '../../../project/comp-place.ts';
import type { SceneSetup } from '../../answers/scene-setup.ts';
import { finalSaverOf } from '../render-spec/saver-specs.ts';
import { flowEnd, positionBeside } from './flow-end.ts';

const FINAL = '_FINAL';
const PREVIEW = '_PREVIEW';

/** What is written where no render spec says anything. */
const STANDARD = {
  final: { folder: '_render', format: 'OpenEXRFormat', extension: 'exr' },
  preview: { folder: '_preview', format: 'JpegFormat', extension: 'jpg' },
} as const;

/**
 * The Savers by which the pipeline renders, `_FINAL` and `_PREVIEW`, where they are missing: locked, connected to the end
 * of the flow where there is one, and set as the render spec of the step says. Where the only enabled Saver of a comp is
 * what is published, none is added: it would take that one's place.
 */
export function setupAnchors(comp: Comp, place: CompPlace): SceneSetup {
  const missing = missingAnchors(comp, place);
  const tools = comp.root && tableNamed(comp.root, 'Tools');
  if (missing.length === 0 || tools === undefined) return { changes: [], notes: [] };
  const end = flowEnd(comp);
  const indent = indentAt(comp.text, tools.entries.at(-1)?.start) ?? '\t\t';
  const newLine = `${lineEnd(comp.text)}${indent}`;
  const savers = missing.map(({ name, output }, index) =>
    saverText(name, output, place, end, positionBeside(comp, end, index)).replaceAll('\n', newLine),
  );
  const names = missing.map(({ name }) => name).join(' and ');
  const notes = end === undefined ? [`Connect ${names}: the flow has no single end to connect to.`] : [];
  const edits = [...countedLocks(comp, missing.length), ...insertEntry(comp.text, tools, savers.join(`,${newLine}`))];
  return { changes: [{ title: `New Saver: ${names}`, edits }], notes };
}

interface Anchor {
  readonly name: string;
  readonly output: OutputName;
}

function missingAnchors(comp: Comp, place: CompPlace): readonly Anchor[] {
  const savers = comp.tools.filter(isSaver);
  const has = (name: string): boolean => savers.some((it) => it.name === name);
  const final = finalSaverOf(place) ?? FINAL;
  const isOnlyOne = savers.filter(isEnabled).length === 1 && !has(final) && !has(PREVIEW);
  if (isOnlyOne) return [];
  return [
    ...(has(final) ? [] : [{ name: final, output: 'final' } as const]),
    ...(has(PREVIEW) ? [] : [{ name: PREVIEW, output: 'preview' } as const]),
  ];
}

/** A Saver in full, with plain line ends and without an indent of its own. */
function saverText(name: string, output: OutputName, place: CompPlace, end: Tool | undefined, position: string) {
  const { folder, format, extension } = STANDARD[output];
  const stem = place.file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '');
  const lines = [
    `${writeKey(name)} = Saver {`,
    '\tLocked = true,',
    '\tNameSet = true,',
    '\tInputs = {',
    '\t\tProcessWhenBlendIs00 = Input { Value = 0, },',
    '\t\tClip = Input {',
    '\t\t\tValue = Clip {',
    `\t\t\t\tFilename = ${quote(`Comp:/${folder}/${stem}.0000.${extension}`)},`,
    `\t\t\t\tFormatID = ${quote(format)},`,
    '\t\t\t\tLength = 0,',
    '\t\t\t\tSaving = true,',
    '\t\t\t\tTrimIn = 0,',
    '\t\t\t\tExtendFirst = 0,',
    '\t\t\t\tExtendLast = 0,',
    '\t\t\t\tLoop = 0,',
    '\t\t\t\tAspectMode = 0,',
    '\t\t\t\tDepth = 0,',
    '\t\t\t\tTimeCode = 0,',
    '\t\t\t\tGlobalStart = -2000000000,',
    '\t\t\t\tGlobalEnd = 0',
    '\t\t\t},',
    '\t\t},',
    '\t\tCreateDir = Input { Value = 1, },',
    `\t\tOutputFormat = Input { Value = FuID { ${quote(format)} }, },`,
    ...(end === undefined
      ? []
      : ['\t\tInput = Input {', `\t\t\tSourceOp = ${quote(end.name)},`, '\t\t\tSource = "Output",', '\t\t},']),
    '\t},',
    `\tViewInfo = OperatorInfo { Pos = { ${position} } },`,
    '}',
  ];
  return asSpecSays(lines.join('\n'), place.project?.renderSpec?.[output]);
}

type Spec = Parameters<typeof applySpec>[2];

/** A spec is applied to a Saver in a comp: to this one in a comp of its own. */
function asSpecSays(saver: string, spec: Spec | null | undefined): string {
  if (spec === undefined || spec === null) return saver;
  const [head, foot] = ['Composition { Tools = {\n', ',\n} }'];
  const comp = parseComp(`${head}${saver}${foot}`);
  const tool = comp.tools[0];
  if (tool === undefined) return saver;
  return applyEdits(comp.text, applySpec(comp, tool, spec)).slice(head.length, -foot.length);
}

/** New Savers are locked: the counter of locked tools goes on where it was right. */
function countedLocks(comp: Comp, added: number) {
  const count = counter(comp, 'LockedTools');
  const before = comp.tools.filter(({ locked }) => locked).length;
  return count?.value === before ? [{ range: count.range, newText: String(before + added) }] : [];
}

function indentAt(text: string, offset: number | undefined): string | undefined {
  if (offset === undefined) return undefined;
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*$/.test(line) ? line : undefined;
}

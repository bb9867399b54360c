import { stateEdits } from '../../formats/comp/edits.ts';
import { isLoader, loaderClips } from '../../formats/comp/loader.ts';
import { type ClipFrames, type MediaName, mediaName } from '../../formats/comp/media.ts';
import type { Input, Tool, ToolBody } from '../../formats/comp/model.ts';
import { isSaver, outputFormat, saverOutput } from '../../formats/comp/saver.ts';
import { numberNamed, numberOf, stringOf, tableOf } from '../../formats/comp/table-access.ts';
import { formatOfOption } from '../../formats/comp/vocabulary/media-formats.ts';
import { type Move, shiftRange, type TextEdit, type TextRange } from '../../formats/text/range.ts';

/** Words of a comp and where they stand, without quotes. */
export interface Words {
  readonly text: string;
  readonly range: TextRange;
}

/** A name of a file and where it stands, without quotes and with them. */
export interface FileWords extends Words {
  readonly literal: TextRange;
}

/** One clip of a Loader that names a file. */
export interface ClipFacts extends ClipFrames {
  readonly file: FileWords;
  /** The number of files that the sequence had when it was loaded. */
  readonly length: number | undefined;
}

/** The value of an option of a format (`OpenEXRFormat.Depth`): a number, or the id of a choice. */
export interface OptionFacts {
  readonly value: number | string;
  readonly range: TextRange;
}

/** What the text of a Saver says of what it writes. */
export interface SaverFacts {
  readonly file: FileWords | undefined;
  readonly isConnected: boolean;
  readonly isLocked: boolean;
  /** What locks it; nothing where it is locked. */
  readonly lockEdits: readonly TextEdit[];
  /** The format: of `OutputFormat`, else of the clip. */
  readonly formatId: string | undefined;
  /** Where the format is written: in `OutputFormat`, in the clip, in both. */
  readonly formats: readonly Words[];
  readonly options: ReadonlyMap<string, OptionFacts>;
  /** The number of the first file where the Saver sets it; else files carry the frames' numbers. */
  readonly sequenceStart: number | undefined;
}

/** What a tool says of files. */
export type MediaFacts =
  | { readonly kind: 'loader'; readonly clips: readonly ClipFacts[] }
  | { readonly kind: 'saver'; readonly saver: SaverFacts };

/** Reads what the text of a tool says of files, if it is a Loader or a Saver; Resolve's MediaIn and MediaOut are none. */
export function* mediaFacts(tool: ToolBody, text: string): Generator<MediaFacts> {
  if (isLoader(tool)) yield { kind: 'loader', clips: [...clipsOf(tool)] };
  if (isSaver(tool)) yield { kind: 'saver', saver: saverOf(tool, text) };
}

function* clipsOf(tool: ToolBody): Generator<ClipFacts> {
  for (const { file, table, globalStart, globalEnd, trimIn, trimOut, startFrame } of loaderClips(tool)) {
    if (file === undefined || file.name.trim() === '') continue;
    const length = numberNamed(table, 'Length');
    yield { file: fileWords(file), globalStart, globalEnd, trimIn, trimOut, startFrame, length };
  }
}

function saverOf(tool: ToolBody, text: string): SaverFacts {
  const { file, formatId, clip } = saverOutput(tool);
  const clipFormat = clip && mediaName(clip, 'FormatID');
  return {
    file: file && fileWords(file),
    isConnected: tool.inputs.some(({ source }) => source !== undefined && source.name !== ''),
    isLocked: tool.locked,
    lockEdits: tool.locked ? [] : stateEdits(text, tool, 'Locked', true),
    formatId,
    formats: [
      ...(outputFormat(tool) === undefined ? [] : outputFormatWords(tool)),
      ...(clipFormat === undefined ? [] : [{ text: clipFormat.name, range: clipFormat.range }]),
    ],
    options: new Map(tool.inputs.flatMap(optionOf)),
    sequenceStart: inputNumber(tool, 'SetSequenceStart') ? (inputNumber(tool, 'SequenceStartFrame') ?? 0) : undefined,
  };
}

function outputFormatWords(tool: ToolBody): readonly Words[] {
  const node = tableOf(tool.inputs.findLast(({ name }) => name === 'OutputFormat')?.value)?.entries[0]?.value;
  return node?.kind === 'string' ? [{ text: node.value, range: node.contentRange }] : [];
}

function optionOf({ name, value, source, expression }: Input): readonly (readonly [string, OptionFacts])[] {
  if (formatOfOption(name) === undefined || source !== undefined || expression !== undefined) return [];
  const written = value?.kind === 'table' ? stringOf(value.entries[0]?.value) : numberOf(value);
  if (value === undefined || written === undefined) return [];
  return [[name, { value: written, range: { start: value.start, end: value.end } }]];
}

function inputNumber(tool: ToolBody, name: string): number | undefined {
  return numberOf(tool.inputs.findLast((input) => input.name === name)?.value);
}

function fileWords({ name, range, node }: MediaName): FileWords {
  return { text: name, range, literal: { start: node.start, end: node.end } };
}

/** Takes the facts to where the tool stands. */
export function shiftMedia(facts: MediaFacts, move: Move): MediaFacts {
  if (facts.kind === 'loader') {
    return { kind: 'loader', clips: facts.clips.map((clip) => ({ ...clip, file: shiftFile(clip.file, move) })) };
  }
  const { saver } = facts;
  const options = [...saver.options].map(([name, option]) => [name, shifted(option, move)] as const);
  return {
    kind: 'saver',
    saver: {
      ...saver,
      lockEdits: saver.lockEdits.map((edit) => shifted(edit, move)),
      file: saver.file && shiftFile(saver.file, move),
      formats: saver.formats.map((words) => shifted(words, move)),
      options: new Map(options),
    },
  };
}

function shifted<Item extends { readonly range: TextRange }>(item: Item, move: Move): Item {
  return { ...item, range: shiftRange(item.range, move) };
}

function shiftFile(file: FileWords, move: Move): FileWords {
  return { ...shifted(file, move), literal: shiftRange(file.literal, move) };
}

/** The words by which findings know a tool. */
export interface ToolWords {
  readonly name: string;
  readonly nameRange: TextRange;
}

/** The name of a tool, apart from the tool: it holds while the comp changes. */
export function wordsOfTool({ name, nameRange }: Tool): ToolWords {
  return { name, nameRange };
}

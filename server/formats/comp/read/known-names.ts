import { CLIP_FIELDS } from '../vocabulary/clip-fields.ts';
import { COMPOSITION_FIELDS } from '../vocabulary/composition-fields.ts';
import { CONSTRUCTORS } from '../vocabulary/constructors.ts';
import { INFO_FIELDS } from '../vocabulary/info-fields.ts';
import { INPUT_FIELDS, INSTANCE_INPUT_FIELDS, INSTANCE_OUTPUT_FIELDS } from '../vocabulary/input-fields.ts';
import { KEY_FRAME_FIELDS, KEY_FRAME_FLAGS } from '../vocabulary/key-frame-flags.ts';
import { TOOL_FIELDS } from '../vocabulary/tool-fields.ts';
import { USER_CONTROL_FIELDS } from '../vocabulary/user-control-fields.ts';

/** The words of the language itself. */
const LANGUAGE = ['true', 'false', 'ordered', 'Composition'];

/** Names of no closed list of which most comps are full. */
const FREQUENT = [
  ...['Pos', 'X', 'Y', 'LX', 'LY', 'RX', 'RY', 'LockY', 'RatioX', 'RatioY', 'Red', 'Green', 'Blue', 'Alpha'],
  ...['Background', 'Foreground', 'Input', 'EffectMask', 'Blend', 'Size', 'Center', 'Angle', 'Comments', 'Filter'],
  ...['Width', 'Height', 'Depth', 'GlobalIn', 'GlobalOut', 'PixelAspect', 'UseFrameFormatSettings'],
  ...['TopLeftRed', 'TopLeftGreen', 'TopLeftBlue', 'TopLeftAlpha', 'PerformDepthMerge', 'ClippingMode'],
  ...['MainInput1', 'MainInput2', 'MainOutput1', 'Input1', 'Input2', 'Input3', 'TileColor', 'R', 'G', 'B'],
];

/** Slots of the table, a power of two and several times the number of names. */
const SLOTS = 2048;

/** A list of names that are found in a text without a string being made of them. Each has a number, from 1 on. */
export class KnownNames {
  readonly #names: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  /** By length and letters: the number of a name; 0 where there is none. */
  readonly #slots = new Uint16Array(SLOTS);
  /** The letters of all names, one name after the other, and where each begins. */
  readonly #letters: Uint16Array;
  readonly #starts: Uint32Array;

  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)];
    this.#numbers = new Map(this.#names.map((name, index) => [name, index + 1]));
    this.#starts = new Uint32Array(this.#names.length + 1);
    const all = this.#names.join('');
    this.#letters = Uint16Array.from(all, (letter) => letter.charCodeAt(0));
    let start = 0;
    for (const [index, name] of this.#names.entries()) {
      this.#starts[index] = start;
      this.#put(index + 1, start, start + name.length);
      start += name.length;
    }
    this.#starts[this.#names.length] = start;
  }

  /** All of them, in the order of their numbers. */
  get all(): readonly string[] {
    return this.#names;
  }

  /** The number of the name that stands in a text of UTF-16 code units; 0 for one that is not on the list. */
  numberIn(units: Uint16Array, start: number, end: number): number {
    for (let slot = slotOf(units, start, end); ; slot = (slot + 1) & (SLOTS - 1)) {
      const number = this.#slots[slot] ?? 0;
      if (number === 0 || this.#stands(number - 1, units, start, end)) return number;
    }
  }

  /** The number of a name; 0 for one that is not on the list. */
  numberOf(name: string): number {
    return this.#numbers.get(name) ?? 0;
  }

  /** The name that has a number; empty for 0. */
  name(number: number): string {
    return this.#names[number - 1] ?? '';
  }

  #put(number: number, start: number, end: number): void {
    let slot = slotOf(this.#letters, start, end);
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#slots[slot] = number;
  }

  #stands(index: number, units: Uint16Array, start: number, end: number): boolean {
    const letters = this.#letters;
    const first = this.#starts[index] ?? 0;
    const length = (this.#starts[index + 1] ?? 0) - first;
    if (length !== end - start) return false;
    for (let at = 0; at < length; at += 1) if (units[start + at] !== letters[first + at]) return false;
    return true;
  }
}

function slotOf(units: Uint16Array, start: number, end: number): number {
  const length = end - start;
  const first = units[start] ?? 0;
  const middle = units[start + (length >> 1)] ?? 0;
  const last = units[end - 1] ?? 0;
  return (31 * first + 177 * middle + 7 * last + 57 * length) & (SLOTS - 1);
}

/** The names that Fusion writes everywhere: fields, constructors, and the words of the language. */
export const KNOWN_NAMES = new KnownNames(
  [
    LANGUAGE,
    FREQUENT,
    CONSTRUCTORS.keys(),
    COMPOSITION_FIELDS.keys(),
    TOOL_FIELDS.keys(),
    INPUT_FIELDS.keys(),
    INSTANCE_INPUT_FIELDS.keys(),
    INSTANCE_OUTPUT_FIELDS.keys(),
    CLIP_FIELDS.keys(),
    KEY_FRAME_FIELDS.keys(),
    KEY_FRAME_FLAGS.keys(),
    USER_CONTROL_FIELDS.keys(),
    ...[...INFO_FIELDS.values()].map((fields) => fields.keys()),
  ].flatMap((names) => [...names]),
);

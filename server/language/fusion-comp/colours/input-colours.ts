import type { Input, ToolBody } from '../../../formats/comp/model.ts';
import type { Colour } from '../../answers/colours.ts';
import type { Channel, ColourInText } from './colour-in-text.ts';

/**
 * Inputs whose names end so hold the red of a colour that inputs of the same kind complete. Others with `Red` in their
 * names are no colours: switches of channels (`ProcessRed`, and `Red` alone in most tools), gains, choices (`ToRed`).
 */
const RED_OF_COLOUR =
  /^(?:.*[Cc]olor\d*\.?|(?:Top|Bottom)(?:Left|Right)|Background|Border|Replace|Fog|Spill|Specular|.*(?:FaceOn|Glancing|Tint|ParticleStyle)\.)Red$|^Red\d$/;

/** Tools whose `Red`, `Green` and `Blue` are the colour of a light. */
const LIGHT = /^Light\w+$/;

const OTHER_PARTS: readonly (readonly [part: keyof Colour, word: string])[] = [
  ['green', 'Green'],
  ['blue', 'Blue'],
  ['alpha', 'Alpha'],
];

/** Colours that inputs of their own make up, `TopLeftRed` and `TopLeftGreen` and `TopLeftBlue`, set as numbers. */
export function* inputColours(tool: ToolBody, text: string): Generator<ColourInText> {
  for (const input of tool.inputs) {
    if (!isRed(tool.id, input.name)) continue;
    const red = channelOf(input, 'red', text);
    if (red === undefined) continue;
    const others = OTHER_PARTS.flatMap(([part, word]) => {
      const name = withoutRed(input.name, word);
      return (
        channelOf(
          tool.inputs.findLast((candidate) => candidate.name === name),
          part,
          text,
        ) ?? []
      );
    });
    if (others.filter(({ part }) => part !== 'alpha').length < 2) continue;
    yield { range: red.range, channels: [red, ...others], full: 1 };
  }
}

function isRed(id: string, name: string): boolean {
  return RED_OF_COLOUR.test(name) || (name === 'Red' && LIGHT.test(id));
}

/** `Color1Red` to `Color1Green`; the word stands last in a name, but for a digit. */
function withoutRed(name: string, word: string): string {
  return name.replace(/Red(\d?)$/, `${word}$1`);
}

function channelOf(input: Input | undefined, part: keyof Colour, text: string): Channel | undefined {
  const value = input?.value;
  if (value?.kind !== 'number') return undefined;
  const { start, end } = value;
  return { part, range: { start, end }, value: value.value, text: text.slice(start, end) };
}

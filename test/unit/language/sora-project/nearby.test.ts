import { describe, expect, test } from 'vitest';
import { parseProject } from '../../../../server/formats/sora/parse-project.ts';
import { KeyCompleter } from '../../../../server/language/sora-project/completion/keys.ts';
import { nearbyText } from '../../../../server/language/sora-project/completion/nearby.ts';

/** A text with a cursor, and what is left of it. */
test.each([
  [
    '{"shots": [{"a": 1}, {"b": 2}, {"c|": 3}, {"d": 4}, {"e": 5}]}',
    '{"shots": [          {"b": 2}, {"c": 3}, {"d": 4}          ]}',
  ],
  ['{"shots": [{|}, {"b": 2}, {"c": 3}]}', '{"shots": [{}, {"b": 2}          ]}'],
  ['{"shots": [{"a": 1}, {"b": 2}, {"c": 3}|]}', '{"shots": [          {"b": 2}, {"c": 3}]}'],
  [
    '{"shots": [{"a": 1}, {"b": 2}, {"c": 3}], |"templates": []}',
    '{"shots": [          {"b": 2}, {"c": 3}], "templates": []}',
  ],
  ['{"shots": [], |"shots": 5}', '{"shots": [], "shots": 5}'],
  ['|', ''],
])('%s', (marked, expected) => {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const kept = nearbyText(parseProject(text), offset);
  expect(kept).toBe(expected);
  expect(kept).toHaveLength(text.length);
});

describe('the same keys are suggested as with the whole text', () => {
  const shot = (more: string) => `    {\n      "id": "a",\n      "model": "x"${more}\n    }`;
  const text = `{\n  "schema": 1,\n  "shots": [\n${[shot(''), shot(''), shot(',\n      "w"'), shot(''), shot('')].join(',\n')}\n  ],\n  "na"\n}\n`;

  test.each(['"w"', '"na"', '"x"', '}', '],'])('at %s', async (place) => {
    const offset = text.indexOf(place) + 1;
    const whole = parseProject(text);
    const few = await new KeyCompleter('new').at(whole, offset);
    const all = await new KeyCompleter('new').at({ ...whole, root: undefined }, offset);
    expect(few).toEqual(all);
  });
});

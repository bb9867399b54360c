import { describe, expect, test } from 'vitest';
import { fusionRegistry } from '../../../../../server/formats/comp/registry/fusion-registry.ts';
import { CLIP_FIELDS } from '../../../../../server/formats/comp/vocabulary/clip-fields.ts';
import * as composition from '../../../../../server/formats/comp/vocabulary/composition-fields.ts';
import { CONSTRUCTORS } from '../../../../../server/formats/comp/vocabulary/constructors.ts';
import { FILE_FORMATS } from '../../../../../server/formats/comp/vocabulary/file-formats.ts';
import { INFO_FIELDS } from '../../../../../server/formats/comp/vocabulary/info-fields.ts';
import * as inputs from '../../../../../server/formats/comp/vocabulary/input-fields.ts';
import * as keyFrames from '../../../../../server/formats/comp/vocabulary/key-frame-flags.ts';
import { TOOL_FIELDS } from '../../../../../server/formats/comp/vocabulary/tool-fields.ts';
import { USER_CONTROL_FIELDS } from '../../../../../server/formats/comp/vocabulary/user-control-fields.ts';
import * as controlValues from '../../../../../server/formats/comp/vocabulary/user-control-values.ts';

const LISTS = [
  CLIP_FIELDS,
  CONSTRUCTORS,
  TOOL_FIELDS,
  USER_CONTROL_FIELDS,
  ...INFO_FIELDS.values(),
  ...Object.values(composition),
  ...Object.values(inputs),
  ...Object.values(keyFrames),
  ...Object.values(controlValues),
];

test('every word has a short description that is a sentence', () => {
  for (const word of LISTS.flatMap((list) => [...list.values()])) {
    expect(word.description, word.name).toMatch(/^\p{Lu}.{4,100}[.…]$/u);
  }
});

test.each([
  [composition.COMPOSITION_FIELDS, 'RenderRange', 'table'],
  [TOOL_FIELDS, 'PassThrough', 'boolean'],
  [composition.COMPOSITION_FIELDS, 'StereoMode', 'boolean'],
  [inputs.INPUT_FIELDS, 'Expression', 'string'],
  [inputs.INSTANCE_INPUT_FIELDS, 'MaxScale', 'number'],
  [CLIP_FIELDS, 'FormatID', 'id'],
  [keyFrames.KEY_FRAME_FLAGS, 'StepIn', 'boolean'],
])('$name', (list, name, kind) => {
  expect(list.get(name)?.kind).toBe(kind);
});

test('the types and widgets of controls are ids that Fusion registers', () => {
  const ids = Object.values(controlValues).flatMap((list) => [...list.keys()]);
  expect(ids.filter((id) => !fusionRegistry.hasId(id))).toEqual([]);
  expect(USER_CONTROL_FIELDS.get('LINKID_DataType')?.values).toContain('Number');
});

describe('the file formats', () => {
  test('are registered by Fusion', () => {
    expect([...FILE_FORMATS.keys()].filter((id) => !fusionRegistry.hasId(id))).toEqual([]);
  });

  test.each([
    ['OpenEXRFormat', ['.exr', '.sxr']],
    ['DPXFormat', ['.dpx']],
    ['TiffFormat', ['.tif', '.tiff']],
  ])('%s has %j', (id, extensions) => {
    expect(FILE_FORMATS.get(id)?.extensions).toEqual(extensions);
  });
});

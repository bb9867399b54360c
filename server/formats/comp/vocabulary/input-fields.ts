import { words } from './word.ts';

/** The fields of `Input { ... }`. */
export const INPUT_FIELDS = words(
  ['Value', 'value', 'What the input is set to.'],
  ['SourceOp', 'string', 'The tool that feeds the input.'],
  ['Source', 'string', 'The output of that tool.'],
  ['Expression', 'string', 'Works out the value, frame by frame.'],
  ['Disabled', 'boolean', 'The input is switched off.'],
  ['CustomData', 'table', 'What scripts keep with the input.'],
);

/** The fields of `InstanceInput { ... }`: a control of a group or macro that stands for an input inside. */
export const INSTANCE_INPUT_FIELDS = words(
  ['SourceOp', 'string', 'The tool inside whose input is shown.'],
  ['Source', 'string', 'The name of that input.'],
  ['Name', 'string', 'What the control is called.'],
  ['Page', 'string', 'The tab the control is on.'],
  ['Expression', 'string', 'Works out the value, frame by frame.'],
  ['ControlGroup', 'number', 'Controls with one number belong together, as the parts of a colour do.'],
  ['Width', 'number', 'Width of the control, 1 being all.'],
  ['Default', 'number', 'The value after a reset.'],
  ['DefaultX', 'number', 'The X of a point after a reset.'],
  ['DefaultY', 'number', 'The Y of a point after a reset.'],
  ['DefaultText', 'string', 'The text after a reset.'],
  ['MinScale', 'number', 'Where the slider begins.'],
  ['MaxScale', 'number', 'Where the slider ends.'],
  ['MinAllowed', 'number', 'The least value.'],
  ['MaxAllowed', 'number', 'The greatest value.'],
  ['Center', 'number', 'The value in the middle of the slider.'],
  ['Disabled', 'boolean', 'The control is switched off.'],
);

/** The fields of `InstanceOutput { ... }`: an output of a group or macro that stands for an output inside. */
export const INSTANCE_OUTPUT_FIELDS = words(
  ['SourceOp', 'string', 'The tool inside whose output is shown.'],
  ['Source', 'string', 'The name of that output.'],
  ['Name', 'string', 'What the output is called.'],
);

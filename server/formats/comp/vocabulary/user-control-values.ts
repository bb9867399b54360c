import { words } from './word.ts';

/** What `LINKID_DataType` may be: the type of a control's value. */
export const DATA_TYPES = words(
  ['Number', 'id', 'A number.'],
  ['Point', 'id', 'A point.'],
  ['Text', 'id', 'A text.'],
  ['FuID', 'id', 'A name from a list.'],
  ['Image', 'id', 'An image.'],
  ['Mask', 'id', 'A mask.'],
  ['Gradient', 'id', 'A gradient.'],
  ['StyledText', 'id', 'A text with styles.'],
  ['Clip', 'id', 'A file or sequence.'],
  ['Polyline', 'id', 'An outline.'],
  ['LookUpTable', 'id', 'A lookup table.'],
  ['DataType3D', 'id', 'A 3D scene.'],
  ['MtlGraph3D', 'id', 'A material.'],
  ['ScriptVal', 'id', 'A value of a script.'],
  ['Particles', 'id', 'Particles.'],
);

/** What `INPID_InputControl` may be: the widget that shows a control. */
export const INPUT_CONTROLS = words(
  ['SliderControl', 'id', 'A slider with a number.'],
  ['ScrewControl', 'id', 'A thumbwheel with a number.'],
  ['RangeControl', 'id', 'A slider for the ends of a range.'],
  ['CheckboxControl', 'id', 'A checkbox.'],
  ['ButtonControl', 'id', 'A button that runs a script.'],
  ['MultiButtonControl', 'id', 'A row of buttons to choose a number.'],
  ['MultiButtonIDControl', 'id', 'A row of buttons to choose a name.'],
  ['ComboControl', 'id', 'A menu to choose a number.'],
  ['ComboIDControl', 'id', 'A menu to choose a name.'],
  ['LabelControl', 'id', 'A label, or a heading that folds.'],
  ['SeparatorControl', 'id', 'A line between controls.'],
  ['SpacerControl', 'id', 'Room between controls.'],
  ['TextEditControl', 'id', 'A field for text.'],
  ['FileControl', 'id', 'A field for a file, with a button to browse.'],
  ['FontFileControl', 'id', 'A menu of fonts.'],
  ['ColorControl', 'id', 'A colour.'],
  ['ColorWheelControl', 'id', 'A colour wheel.'],
  ['GradientControl', 'id', 'A gradient.'],
  ['OffsetControl', 'id', 'A point as X and Y.'],
  ['XYOffsetControl', 'id', 'A point as X and Y.'],
  ['PointControl', 'id', 'A point.'],
  ['AngleControl', 'id', 'An angle.'],
  ['ImageControl', 'id', 'A field that takes a tool.'],
  ['SplineControl', 'id', 'A curve.'],
  ['ClipControl', 'id', 'A clip.'],
  ['ListControl', 'id', 'A list.'],
  ['ListIDControl', 'id', 'A list of names.'],
  ['CheckListControl', 'id', 'A list of checkboxes.'],
  ['NestControl', 'id', 'A heading that folds.'],
);

/** What `INPID_PreviewControl` may be: the handle in the viewer. */
export const PREVIEW_CONTROLS = words(
  ['CrosshairControl', 'id', 'A crosshair.'],
  ['PointControl', 'id', 'A point.'],
  ['AngleControl', 'id', 'A handle to turn.'],
  ['RectangleControl', 'id', 'A rectangle.'],
  ['EllipseControl', 'id', 'An ellipse.'],
  ['TransformControl', 'id', 'Handles to move, turn and scale.'],
  ['PositionerControl', 'id', 'Handles at the corners.'],
  ['PolylineControl', 'id', 'An outline.'],
);

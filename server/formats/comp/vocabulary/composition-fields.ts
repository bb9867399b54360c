import { words } from './word.ts';

/** The fields of `Composition { ... }`. */
export const COMPOSITION_FIELDS = words(
  ['CurrentTime', 'number', 'The frame that is shown.'],
  ['RenderRange', 'table', 'First and last frame of a render.'],
  ['GlobalRange', 'table', 'First and last frame of the comp.'],
  ['CurrentID', 'number', 'The next number that Fusion gives to something new.'],
  ['HiQ', 'boolean', 'High quality is switched on.'],
  ['MotionBlur', 'boolean', 'Motion blur is switched on.'],
  ['Proxy', 'boolean', 'Proxies are switched on.'],
  ['PlaybackUpdateMode', 'number', 'Which views are updated while the comp plays.'],
  ['StereoMode', 'boolean', 'The views show stereo.'],
  ['Version', 'string', 'The program and version that wrote the file.'],
  ['SavedOutputs', 'number', 'A counter of Fusion’s own.'],
  ['HeldTools', 'number', 'How many tools are held.'],
  ['DisabledTools', 'number', 'How many tools are passed through.'],
  ['LockedTools', 'number', 'How many tools are locked.'],
  ['AudioFilename', 'string', 'The sound that is played with the comp.'],
  ['AudioOffset', 'number', 'Offset of the sound.'],
  ['AutoRenderRange', 'boolean', 'The render range follows the clips.'],
  ['Resumable', 'boolean', 'A render can be resumed.'],
  ['OutputClips', 'table', 'The files that the Savers write.'],
  ['Tools', 'table', 'The tools, by name.'],
  ['Views', 'table', 'The layout of the window, in versions before 16.'],
  ['Frames', 'table', 'The layout of the windows.'],
  ['Prefs', 'table', 'The preferences of the comp.'],
  ['CustomData', 'table', 'What scripts keep in the comp.'],
);

/** The fields of the outermost table of a setting. */
export const SETTING_FIELDS = words(
  ['Tools', 'table', 'The tools, by name.'],
  ['ActiveTool', 'string', 'The name of the tool that is selected after pasting.'],
);

/** The fields of `Prefs.Comp.FrameFormat`. */
export const FRAME_FORMAT_FIELDS = words(
  ['Name', 'string', 'The name of the frame format.'],
  ['Width', 'number', 'Width in pixels.'],
  ['Height', 'number', 'Height in pixels.'],
  ['AspectX', 'number', 'Aspect of a pixel across.'],
  ['AspectY', 'number', 'Aspect of a pixel down.'],
  ['Rate', 'number', 'Frames per second.'],
  ['PerFeet', 'number', 'Frames per foot of film.'],
  ['GuideRatio', 'number', 'Aspect of the guides.'],
  ['DepthInteractive', 'number', 'Depth while one works.'],
  ['DepthPreview', 'number', 'Depth of previews.'],
  ['DepthFull', 'number', 'Depth of the final render.'],
);

import type { LinePatterns } from '../line-pattern.ts';

/** What Maya itself prints, whatever renders: MEL and Python put levels in front, `//` around them in the editor. */
export const MAYA_LINES: LinePatterns = {
  ignore: [
    // Counts of nothing, as renderers end their logs with.
    '\\b0 (?:errors?|warnings?)\\b',
    '\\b(?:errors?|warnings?)(?:\\(s\\))?: 0\\b(?! ?[1-9])',
  ],
  error: [
    '^(?:// |# )?(?:Error|Fatal Error)[ :.](?<message>.*)',
    '^Result: Untitled',
    'Maya: License was not obtained',
    '^FLEXlm error',
    '^Usage: Render ',
    '^Cannot open renderer description file',
  ],
  warning: ['^(?:// |# )?Warning: ?(?<message>.*)'],
  output: ['^Finished Rendering (?<path>\\S.*\\.\\w{2,4})\\.?$'],
  frameFinished: ['^Finished Rendering [^ ].*\\.(?<frame>-?\\d+)\\.\\w{2,4}\\.?$'],
};

/** The arguments that Maya's Render has for every renderer, before the scene. */
export const MAYA_RANGE = ['-s', '{first}', '-e', '{last}', '-b', '{step}'] as const;

/** Layer, camera, place and name of the files, each where there is one. */
export const MAYA_OUTPUT = [
  ['-rl', '{layer}'],
  ['-cam', '{camera}'],
  ['-proj', '{project}'],
  ['-rd', '{outputFolder}'],
  ['-im', '{outputName}'],
  ['-of', '{format}'],
  ['-fnc', 'name.#.ext', '-pad', '{padding}'],
] as const;

/** What Maya calls the formats of images. */
export const MAYA_FORMATS: Readonly<Record<string, string>> = {
  exr: 'exr',
  png: 'png',
  jpg: 'jpg',
  jpeg: 'jpg',
  tif: 'tif',
  tiff: 'tif',
  tga: 'tga',
};

/** What the exit code of Render means. */
export const MAYA_EXIT =
  '0 is success, also where a layer wrote nothing: the frames on disk are looked at. 211 is what Render ends with after an error that it went on from; a studio that takes that for success adds it to `successCodes`.';

/** Where Maya's arguments are described. */
export const MAYA_DOCS =
  'https://help.autodesk.com/view/MAYAUL/2025/ENU/?guid=GUID-EB558BC0-5C2B-439C-9B00-F97BCB9688E4';

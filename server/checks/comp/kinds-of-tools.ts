/**
 * Modifiers that only give a value to the input they are connected to, by registry id: the common ones among those that
 * real files hold. What is not here may be one all the same.
 */
export const MODIFIERS: ReadonlySet<string> = new Set([
  'BezierSpline',
  'Calculation',
  'Expression',
  'GradientColorModifier',
  'KeyStretcherMod',
  'LUTBezier',
  'LUTLookup',
  'Offset',
  'PerturbNumber',
  'PerturbPoint',
  'PolyPath',
  'Probe',
  'PublishFuID',
  'PublishGradient',
  'PublishNumber',
  'PublishPoint',
  'PublishText',
  'Shake',
  'StyledTextFollower',
  'TextScramble',
  'TimeCode',
  'Vector',
  'XYPath',
]);

/**
 * Tools that change a picture and make none, by registry id: with nothing connected, nothing comes out. Only tools of
 * which that is certain; what is not here may need a picture all the same.
 */
export const FILTERS: ReadonlySet<string> = new Set([
  'AlphaDivide',
  'AlphaMultiply',
  'AutoDomain',
  'BetterResize',
  'Blur',
  'BrightnessContrast',
  'ChangeDepth',
  'ChannelBoolean',
  'ColorCorrector',
  'ColorCurves',
  'ColorGain',
  'Crop',
  'Defocus',
  'DirectionalBlur',
  'Dissolve',
  'ErodeDilate',
  'FilmGrain',
  'Glow',
  'LumaKeyer',
  'MatteControl',
  'Merge',
  'PipeRouter',
  'Scale',
  'SetDomain',
  'SoftGlow',
  'TimeSpeed',
  'TimeStretcher',
  'Transform',
  'UnsharpMask',
]);

/** What is known of an input besides what was seen in files. */
export interface InputFact {
  readonly description?: string;
  /** As a file writes it. */
  readonly standard?: string;
  /** What its numbers mean, from 0 upwards. */
  readonly choices?: readonly string[];
  /** What may stand in its `FuID { ... }`, in the order of Fusion's menu; more may exist. */
  readonly ids?: readonly string[];
}

const CENTER = '{ 0.5, 0.5 }';
/** Order of the buttons in the Fusion manual, "Resize filters". */
const FILTER_METHODS = [
  'Nearest Neighbor',
  'Box',
  'Linear',
  'Quadratic',
  'Cubic',
  'Catmull-Rom',
  'Gaussian',
  'Mitchell',
  'Lanczos',
  'Sinc',
  'Bessel',
];
const EDGES = ['Canvas', 'Wrap', 'Duplicate', 'Mirror'];
const DEPTHS = ['Default', '8-bit integer', '16-bit integer', '16-bit float', '32-bit float'];
const BLUR_FILTERS = ['Box', 'Bartlett', 'Multi-box', 'Gaussian', 'Fast Gaussian'];
const ROTATION_ORDERS = ['XYZ', 'XZY', 'YXZ', 'YZX', 'ZXY', 'ZYX'];
const REGIONS = ['AllRgn', 'BezierRgn', 'BitmapRgn', 'CubeRgn', 'LineRgn', 'MeshRegion', 'RectRgn', 'SphereRgn'];
const PARTICLE_STYLES = [
  'ParticleStylePoint',
  'ParticleStylePointCluster',
  'ParticleStyleBitmap',
  'ParticleStyleBlob',
  'ParticleStyleBrush',
  'ParticleStyleLine',
  'ParticleStyleNGon',
];
const OPERATORS = ['Over', 'In', 'Held Out', 'Atop', 'XOr', 'Conjoint', 'Disjoint', 'Mask', 'Stencil', 'Under'];
const EXR_COMPRESSIONS = ['None', 'RLE', 'ZIPS', 'ZIP', 'PIZ', 'PXR24', 'B44', 'B44A', 'DWAA', 'DWAB'];

/** What is true of an input wherever it occurs in a tool of Fusion. */
export const INPUTS_OF_ALL: Readonly<Record<string, InputFact>> = {
  Input: { description: 'The image or value the tool works on.' },
  Background: { description: 'The image at the back.' },
  Foreground: { description: 'The image in front.' },
  EffectMask: { description: 'A mask that limits where the tool works.' },
  Blend: { description: 'How much of the result is mixed in.', standard: '1' },
  Comments: { description: 'A note for people who read the comp.' },
  ApplyMaskInverted: { description: 'The tool works where the mask is black.', standard: '0' },
  MultiplyByMask: { description: 'The result is multiplied by the mask.', standard: '0' },
  ProcessRed: { description: 'The tool works on the red channel.', standard: '1' },
  ProcessGreen: { description: 'The tool works on the green channel.', standard: '1' },
  ProcessBlue: { description: 'The tool works on the blue channel.', standard: '1' },
  ProcessAlpha: { description: 'The tool works on the alpha channel.', standard: '1' },
  MotionBlur: { description: 'Blurs what moves.', standard: '0' },
  Quality: { description: 'How many samples motion blur takes.' },
  ShutterAngle: { description: 'How long the shutter is open, in degrees.' },
  Width: { description: 'Width, in pixels for images and as a part of the width for masks.' },
  Height: { description: 'Height, in pixels for images and as a part of the height for masks.' },
  MaskWidth: { description: 'Width of the mask’s image in pixels.' },
  MaskHeight: { description: 'Height of the mask’s image in pixels.' },
  PixelAspect: { description: 'The aspect of a pixel, across and down.' },
  UseFrameFormatSettings: { description: 'The size is that of the comp’s frame format.' },
  GlobalIn: { description: 'The first frame at which the tool gives an image.' },
  GlobalOut: { description: 'The last frame at which the tool gives an image.' },
  ClippingMode: {
    description: 'What happens to what is outside of the frame.',
    ids: ['Frame', 'Domain', 'None'],
  },
  'Gamut.SLogVersion': { description: 'Which S-Log curve is meant where the gamma is S-Log.' },
  PaintMode: {
    description: 'How the mask is combined with the one before it.',
    ids: [
      'Merge',
      'Add',
      'Subtract',
      'Minimum',
      'Maximum',
      'Average',
      'Multiply',
      'Replace',
      'Invert',
      'Copy',
      'Ignore',
    ],
  },
  SoftEdge: { description: 'How soft the edge of the mask is.', standard: '0' },
  BorderWidth: { description: 'Grows or shrinks the outline.' },
  FrameRenderScript: { description: 'A script that runs before each frame is rendered.' },
  StartRenderScript: { description: 'A script that runs when a render starts.' },
  EndRenderScript: { description: 'A script that runs when a render ends.' },
  FrameSavedScript: { description: 'A script that runs after each frame is saved.' },
  SceneInput: { description: 'The 3D scene the tool works on.' },
  MaterialInput: { description: 'The material of the surface.' },
  'Transform3DOp.Rotate.RotOrder': {
    description: 'The order of the rotations.',
    standard: 'FuID { "XYZ" }',
    ids: ROTATION_ORDERS,
  },
  'Rotate.RotOrder': { description: 'The order of the rotations.', standard: 'FuID { "XYZ" }', ids: ROTATION_ORDERS },
  ...Object.fromEntries(['X', 'Y', 'Z'].flatMap(factsOfAxis)),
};

const TRANSFORM: Readonly<Record<string, InputFact>> = {
  Center: { description: 'Place of the image, as a part of width and height.', standard: CENTER },
  Size: { description: 'Scale of the image.', standard: '1' },
  Angle: { description: 'Rotation in degrees, counter-clockwise.', standard: '0' },
  FlipHoriz: { description: 'Mirrors left and right.', standard: '0' },
  FlipVert: { description: 'Mirrors top and bottom.', standard: '0' },
  Edges: { description: 'What surrounds the image.', standard: '0', choices: EDGES },
  InvertTransform: { description: 'Does the opposite of the transform.', standard: '0' },
  FlattenTransform: { description: 'Does not concatenate with other transforms.', standard: '0' },
};
const RESAMPLED = { description: 'How pixels are interpolated.', choices: FILTER_METHODS };
const CREATED = {
  Depth: { description: 'The number of bits of a channel.', standard: '0', choices: DEPTHS },
};
const MASKED: Readonly<Record<string, InputFact>> = {
  Level: { description: 'How opaque the mask is.', standard: '1' },
  Filter: { description: 'How the edge is blurred.', ids: BLUR_FILTERS },
  Invert: { description: 'Swaps inside and outside.', standard: '0' },
  OutputSize: { description: 'What the size of the mask is taken from.', ids: ['Default', 'Source', 'Custom'] },
  Solid: { description: 'The outline is filled.', standard: '1' },
  Center: { description: 'Place of the mask, as a part of width and height.', standard: CENTER },
  Angle: { description: 'Rotation in degrees.', standard: '0' },
};
const FORCED: Readonly<Record<string, InputFact>> = {
  Region: { description: 'Where the tool works on particles.', ids: REGIONS },
};
const STYLED: Readonly<Record<string, InputFact>> = {
  ...FORCED,
  Style: { description: 'How particles look.', ids: PARTICLE_STYLES },
};

/** What is true of an input of one kind of tool, by the tool's id. */
export const INPUTS_OF_TOOLS: Readonly<Record<string, Readonly<Record<string, InputFact>>>> = {
  Loader: {
    // A Loader has one choice more than other tools: the depth of the file.
    Depth: { description: 'The number of bits of a channel.', standard: '0', choices: ['Format', ...DEPTHS] },
  },
  Saver: {
    Clip: { description: 'The file that is written.' },
    OutputFormat: { description: 'The format of the files.' },
    CreateDir: { description: 'Fusion makes the folder before it writes.', standard: '0' },
    ProcessWhenBlendIs00: { description: 'The tool works also while Blend is 0.' },
    'OpenEXRFormat.Compression': { description: 'The compression of OpenEXR files.', choices: EXR_COMPRESSIONS },
    'OpenEXRFormat.Depth': {
      description: 'The depth of OpenEXR files.',
      choices: ['Auto', '16-bit float', '32-bit float'],
    },
    'JpegFormat.Quality': { description: 'The quality of JPEG files, up to 100.' },
  },
  Merge: {
    ...TRANSFORM,
    FilterMethod: RESAMPLED,
    ApplyMode: {
      description: 'The blend mode.',
      ids: [
        'Screen',
        'Darken',
        'Multiply',
        'Color Burn',
        'Color Dodge',
        'LighterColor',
        'Overlay',
        'Soft Light',
        'Hard Light',
        'VividLight',
        'LinearLight',
        'Difference',
        'Color',
        'Luminosity',
      ],
    },
    Operator: { description: 'How the alpha channels are combined.', standard: 'FuID { "Over" }', ids: OPERATORS },
    SubtractiveAdditive: { description: 'From subtractive (0) to additive (1) blending.', standard: '1' },
    Gain: { description: 'Gain of the foreground’s alpha.', standard: '1' },
    BurnIn: { description: 'Adds the foreground without its alpha.', standard: '0' },
    PerformDepthMerge: { description: 'Merges by the Z channel.' },
  },
  Transform: {
    ...TRANSFORM,
    FilterMethod: RESAMPLED,
    Pivot: { description: 'The point to turn and scale around.', standard: CENTER },
    UseSizeAndAspect: { description: 'One size with an aspect, rather than a size each way.', standard: '1' },
    XSize: { description: 'Scale across.', standard: '1' },
    YSize: { description: 'Scale down.', standard: '1' },
    Aspect: { description: 'The ratio of the scales.', standard: '1' },
  },
  BetterResize: { FilterMethod: RESAMPLED },
  Background: {
    ...CREATED,
    Type: { description: 'One colour, or a gradient.' },
    GradientType: {
      description: 'The form of the gradient.',
      ids: ['Linear', 'Reflect', 'Square', 'Cross', 'Radial', 'Angle'],
    },
    TopLeftRed: { description: 'Red; of the top left corner where there are several colours.', standard: '0' },
    TopLeftGreen: { description: 'Green; of the top left corner where there are several colours.', standard: '0' },
    TopLeftBlue: { description: 'Blue; of the top left corner where there are several colours.', standard: '0' },
    TopLeftAlpha: { description: 'Alpha; of the top left corner where there are several colours.', standard: '1' },
  },
  FastNoise: { ...CREATED },
  TextPlus: {
    ...CREATED,
    StyledText: { description: 'The text.' },
    Font: { description: 'The family of the font.' },
    Style: { description: 'The style of the font: Regular, Bold …' },
    Size: { description: 'Size of the letters, as a part of the width.' },
    Center: { description: 'Place of the text, as a part of width and height.', standard: CENTER },
  },
  Renderer3D: {
    ...CREATED,
    RendererType: {
      description: 'What renders the scene.',
      standard: 'FuID { "RendererSoftware" }',
      ids: ['RendererSoftware', 'RendererOpenGL', 'RendererOpenGLUV'],
    },
    CameraSelector: { description: 'The name of the camera to render with.' },
  },
  ChangeDepth: { Depth: { description: 'The number of bits of a channel.', choices: DEPTHS } },
  Blur: {
    Filter: { description: 'The kind of blur.', ids: BLUR_FILTERS },
    XBlurSize: { description: 'Size of the blur across.', standard: '1' },
    YBlurSize: { description: 'Size of the blur down.', standard: '1' },
    LockXY: { description: 'Blurs the same across and down.', standard: '1' },
  },
  SoftGlow: { Filter: { description: 'The kind of blur.', ids: BLUR_FILTERS } },
  Glow: { Filter: { description: 'The kind of blur.', ids: BLUR_FILTERS } },
  BrightnessContrast: {
    Gain: { description: 'Multiplies the values.', standard: '1' },
    Lift: { description: 'Raises dark values.', standard: '0' },
    Gamma: { description: 'Bends the middle of the range.', standard: '1' },
    Contrast: { description: 'Widens or narrows the range.', standard: '0' },
    Brightness: { description: 'Adds to the values.', standard: '0' },
    Saturation: { description: 'How colourful the image is.', standard: '1' },
    Low: { description: 'The value that becomes black.', standard: '0' },
    High: { description: 'The value that becomes white.', standard: '1' },
  },
  Dissolve: {
    Mix: { description: 'From the background (0) to the foreground (1).' },
    Operation: {
      description: 'How one image gives way to the other.',
      standard: 'FuID { "DFTDissolve" }',
      ids: ['DFTDissolve', 'DFTAddDissolve', 'DFTErode', 'DFTRandom', 'DFTRandomNoise', 'DFTWipe', 'DFTLumaRamp'],
    },
  },
  RectangleMask: MASKED,
  EllipseMask: MASKED,
  PolylineMask: MASKED,
  BSplineMask: MASKED,
  TriangleMask: MASKED,
  BitmapMask: MASKED,
  PaintMask: MASKED,
  Camera3D: {
    'Stereo.Mode': {
      description: 'One view or two.',
      standard: 'FuID { "Mono" }',
      ids: ['Mono', 'ToeIn', 'OffAxis', 'Parallel'],
    },
    FLength: { description: 'Focal length in millimetres.' },
    AoV: { description: 'Angle of view in degrees.' },
    ApertureW: { description: 'Width of the film back in inches.' },
    ApertureH: { description: 'Height of the film back in inches.' },
    FilmGate: { description: 'The film back of a known camera.' },
  },
  Shape3D: {
    Shape: {
      description: 'The kind of geometry.',
      standard: 'FuID { "SurfacePlaneInputs" }',
      ids: [
        'SurfacePlaneInputs',
        'SurfaceCubeInputs',
        'SurfaceSphereInputs',
        'SurfaceCylinderInputs',
        'SurfaceConeInputs',
        'SurfaceTorusInputs',
        'SurfaceIcoInputs',
      ],
    },
  },
  Bender3D: { Bender: { description: 'How geometry is bent.', ids: ['Bend', 'Taper', 'Twist', 'Shear'] } },
  pEmitter: STYLED,
  pSpawn: STYLED,
  pChangeStyle: STYLED,
  pDirectionalForce: FORCED,
  pFriction: FORCED,
  pVortex: FORCED,
  pAvoid: FORCED,
  pBounce: FORCED,
  pKill: FORCED,
};

function factsOfAxis(axis: string): readonly (readonly [name: string, fact: InputFact])[] {
  return [
    [`Transform3DOp.Translate.${axis}`, { description: `Place in the scene along ${axis}.`, standard: '0' }],
    [`Transform3DOp.Rotate.${axis}`, { description: `Rotation around ${axis} in degrees.`, standard: '0' }],
    [`Transform3DOp.Scale.${axis}`, { description: `Scale along ${axis}.`, standard: '1' }],
    [`Transform3DOp.Pivot.${axis}`, { description: `Pivot of rotation and scale along ${axis}.`, standard: '0' }],
  ];
}

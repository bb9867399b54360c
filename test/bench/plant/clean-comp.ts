/** A sound composition of `shots` chains, each with what a real one has: clips, a curve, an expression, a group, a Saver. */
export function cleanComp(shots: number): string {
  const numbers = Array.from({ length: shots }, (_, index) => index + 1);
  const files = numbers.map((shot) => `\t\t"Comp:/renders/shot${shot}_0000.exr"`).join(',\n');
  return `Composition {
\tCurrentTime = 1001,
\tRenderRange = { 1001, 1048 },
\tGlobalRange = { 1001, 1048 },
\tCurrentID = 12,
\tHiQ = true,
\tPlaybackUpdateMode = 0,
\tVersion = "Fusion Studio 18.6.4 build 6",
\tSavedOutputs = 0,
\tHeldTools = 0,
\tDisabledTools = 0,
\tLockedTools = 0,
\tAudioOffset = 0,
\tResumable = true,
\tOutputClips = {
${files}
\t},
\tTools = {
${numbers.map(chain).join('\n')}
\t},
}
`;
}

/** A sound setting: one macro with a control of its own, as Resolve's Edit page takes it. */
export function cleanSetting(name: string): string {
  return `{
\tTools = ordered() {
\t\t${name} = MacroOperator {
\t\t\tCtrlWZoom = false,
\t\t\tInputs = ordered() {
\t\t\t\tInput1 = InstanceInput {
\t\t\t\t\tSourceOp = "Glow1",
\t\t\t\t\tSource = "Glow",
\t\t\t\t\tDefault = 0.5,
\t\t\t\t},
\t\t\t\tMainInput1 = InstanceInput {
\t\t\t\t\tSourceOp = "Blur1",
\t\t\t\t\tSource = "Input",
\t\t\t\t},
\t\t\t},
\t\t\tOutputs = {
\t\t\t\tMainOutput1 = InstanceOutput {
\t\t\t\t\tSourceOp = "Glow1",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t},
\t\t\tViewInfo = GroupInfo { Pos = { 0, 0 } },
\t\t\tTools = ordered() {
\t\t\t\tBlur1 = Blur {
\t\t\t\t\tInputs = {
\t\t\t\t\t\tXBlurSize = Input { Value = 4, },
\t\t\t\t\t},
\t\t\t\t\tViewInfo = OperatorInfo { Pos = { 0, 10 } },
\t\t\t\t},
\t\t\t\tGlow1 = SoftGlow {
\t\t\t\t\tInputs = {
\t\t\t\t\t\tGlow = Input { Value = 0.5, },
\t\t\t\t\t\tInput = Input {
\t\t\t\t\t\t\tSourceOp = "Blur1",
\t\t\t\t\t\t\tSource = "Output",
\t\t\t\t\t\t},
\t\t\t\t\t},
\t\t\t\t\tViewInfo = OperatorInfo { Pos = { 110, 10 } },
\t\t\t\t\tUserControls = ordered() {
\t\t\t\t\t\tAmount = {
\t\t\t\t\t\t\tLINKID_DataType = "Number",
\t\t\t\t\t\t\tINPID_InputControl = "SliderControl",
\t\t\t\t\t\t\tINP_MinAllowed = 0,
\t\t\t\t\t\t\tINP_MaxAllowed = 1,
\t\t\t\t\t\t\tINP_Default = 0.5,
\t\t\t\t\t\t},
\t\t\t\t\t},
\t\t\t\t},
\t\t\t},
\t\t},
\t},
\tActiveTool = "${name}",
}
`;
}

function chain(shot: number): string {
  return `\t\tPlate${shot} = Loader {
\t\t\tClips = {
${clip(shot, 1, 1001, 1024)},
${clip(shot, 2, 1025, 1048)}
\t\t\t},
\t\t\tInputs = {
\t\t\t\t["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, },
\t\t\t\t["Clip1.OpenEXRFormat.Channels"] = Input { Value = 0, },
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { 0, ${shot * 33} } },
\t\t},
\t\tMove${shot} = Transform {
\t\t\tNameSet = true,
\t\t\tInputs = {
\t\t\t\tCenter = Input { Value = { 0.5, 0.5 }, },
\t\t\t\tSize = Input {
\t\t\t\t\tSourceOp = "Move${shot}Size",
\t\t\t\t\tSource = "Value",
\t\t\t\t},
\t\t\t\tInput = Input {
\t\t\t\t\tSourceOp = "Plate${shot}",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { 110, ${shot * 33} } },
\t\t},
\t\tMove${shot}Size = BezierSpline {
\t\t\tSplineColor = { Red = 225, Green = 0, Blue = 225 },
\t\t\tKeyFrames = {
\t\t\t\t[1001] = { 1, RH = { 1009, 1.1 }, Flags = { Linear = true } },
\t\t\t\t[1024] = { 1.25, LH = { 1016, 1.2 }, RH = { 1032, 1.3 }, Flags = { Linear = true } },
\t\t\t\t[1048] = { 1.5, LH = { 1040, 1.4 }, Flags = { Linear = true } }
\t\t\t}
\t\t},
\t\tLook${shot} = GroupOperator {
\t\t\tInputs = ordered() {
\t\t\t\tInput1 = InstanceInput {
\t\t\t\t\tSourceOp = "Soften${shot}",
\t\t\t\t\tSource = "XBlurSize",
\t\t\t\t},
\t\t\t},
\t\t\tOutputs = {
\t\t\t\tOutput1 = InstanceOutput {
\t\t\t\t\tSourceOp = "Grade${shot}",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t},
\t\t\tViewInfo = GroupInfo { Pos = { 220, ${shot * 33} } },
\t\t\tTools = ordered() {
\t\t\t\tSoften${shot} = Blur {
\t\t\t\t\tInputs = {
\t\t\t\t\t\tXBlurSize = Input { Expression = "Move${shot}.Size * 4", },
\t\t\t\t\t\tInput = Input {
\t\t\t\t\t\t\tSourceOp = "Move${shot}",
\t\t\t\t\t\t\tSource = "Output",
\t\t\t\t\t\t},
\t\t\t\t\t},
\t\t\t\t\tViewInfo = OperatorInfo { Pos = { 220, 0 } },
\t\t\t\t},
\t\t\t\tGrade${shot} = BrightnessContrast {
\t\t\t\t\tInputs = {
\t\t\t\t\t\tGain = Input { Value = 1.1, },
\t\t\t\t\t\tInput = Input {
\t\t\t\t\t\t\tSourceOp = "Soften${shot}",
\t\t\t\t\t\t\tSource = "Output",
\t\t\t\t\t\t},
\t\t\t\t\t},
\t\t\t\t\tViewInfo = OperatorInfo { Pos = { 330, 0 } },
\t\t\t\t},
\t\t\t},
\t\t},
\t\tBack${shot} = Background {
\t\t\tInputs = {
\t\t\t\tWidth = Input { Value = 1920, },
\t\t\t\tHeight = Input { Value = 1080, },
\t\t\t\tDepth = Input { Value = 4, },
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { 440, 0 } },
\t\t},
\t\tOver${shot} = Merge {
\t\t\tInputs = {
\t\t\t\tBackground = Input {
\t\t\t\t\tSourceOp = "Back${shot}",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t\tForeground = Input {
\t\t\t\t\tSourceOp = "Look${shot}",
\t\t\t\t\tSource = "Output1",
\t\t\t\t},
\t\t\t\tPerformDepthMerge = Input { Value = 0, },
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { 550, ${shot * 33} } },
\t\t},
\t\tWrite${shot} = Saver {
\t\t\tInputs = {
\t\t\t\tProcessWhenBlendIs00 = Input { Value = 0, },
\t\t\t\tClip = Input {
\t\t\t\t\tValue = Clip {
\t\t\t\t\t\tFilename = "Comp:/renders/shot${shot}_0000.exr",
\t\t\t\t\t\tFormatID = "OpenEXRFormat",
\t\t\t\t\t\tLength = 0,
\t\t\t\t\t\tSaving = true,
\t\t\t\t\t\tTrimIn = 0,
\t\t\t\t\t\tExtendFirst = 0,
\t\t\t\t\t\tExtendLast = 0,
\t\t\t\t\t\tLoop = 1,
\t\t\t\t\t\tAspectMode = 0,
\t\t\t\t\t\tDepth = 0,
\t\t\t\t\t\tTimeCode = 0,
\t\t\t\t\t\tGlobalStart = -2000000000,
\t\t\t\t\t\tGlobalEnd = 0
\t\t\t\t\t},
\t\t\t\t},
\t\t\t\tCreateDir = Input { Value = 1, },
\t\t\t\tOutputFormat = Input { Value = FuID { "OpenEXRFormat" }, },
\t\t\t\tInput = Input {
\t\t\t\t\tSourceOp = "Over${shot}",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { 660, ${shot * 33} } },
\t\t},`;
}

const clip = (shot: number, number: number, first: number, last: number): string => `\t\t\t\tClip {
\t\t\t\t\tID = "Clip${number}",
\t\t\t\t\tFilename = "Comp:/plates/shot${shot}_part${number}.${first}.exr",
\t\t\t\t\tFormatID = "OpenEXRFormat",
\t\t\t\t\tStartFrame = ${first},
\t\t\t\t\tLengthSetManually = true,
\t\t\t\t\tTrimIn = 0,
\t\t\t\t\tTrimOut = ${last - first},
\t\t\t\t\tExtendFirst = 0,
\t\t\t\t\tExtendLast = 0,
\t\t\t\t\tLoop = 1,
\t\t\t\t\tAspectMode = 0,
\t\t\t\t\tDepth = 0,
\t\t\t\t\tTimeCode = 0,
\t\t\t\t\tGlobalStart = ${first},
\t\t\t\t\tGlobalEnd = ${last}
\t\t\t\t}`;

/** A comp of about so many bytes, written as Fusion 18 writes them: one chain of tools, a Loader first, a Saver last. */
export function generatedComp(bytes: number): string {
  const tools = [loader];
  let length = loader.length;
  for (let index = 1; length < bytes; index += 1) {
    const tool = transform(index);
    tools.push(tool);
    length += tool.length;
  }
  return `Composition {\n\tCurrentTime = 1001,\n\tLockedTools = 0,\n\tDisabledTools = 0,\n\tTools = {\n${tools.join('')}\t},\n}\n`;
}

const loader = `\t\tTool0 = Loader {
\t\t\tClips = {
\t\t\t\tClip {
\t\t\t\t\tID = "Clip1",
\t\t\t\t\tFilename = "Comp:/plate.1001.exr",
\t\t\t\t\tFormatID = "OpenEXRFormat",
\t\t\t\t\tGlobalStart = 1001,
\t\t\t\t\tGlobalEnd = 1100
\t\t\t\t}
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { 0, 0 } },
\t\t},
`;

const transform = (index: number): string => `\t\tTool${index} = Transform {
\t\t\tCtrlWShown = false,
\t\t\tNameSet = true,
\t\t\tInputs = {
\t\t\t\tCenter = Input { Value = { 0.${index}, 0.5 }, },
\t\t\t\tSize = Input { Expression = "Tool0.GlobalIn * 1.5e-06", },
\t\t\t\t["Gamut.SLogVersion"] = Input { Value = FuID { "SLog2" }, },
\t\t\t\tInput = Input {
\t\t\t\t\tSourceOp = "Tool${index - 1}",
\t\t\t\t\tSource = "Output",
\t\t\t\t},
\t\t\t},
\t\t\tViewInfo = OperatorInfo { Pos = { ${index * 110}, 49.5 } },
\t\t},
`;

/** A setting of about so many bytes with all of its tools inside one group. */
export function generatedSetting(bytes: number): string {
  const tools: string[] = [];
  let length = 0;
  for (let index = 0; length < bytes; index += 1) {
    const tool = transform(index).replaceAll(/^(?=\t)/gm, '\t\t');
    tools.push(tool);
    length += tool.length;
  }
  return `{
\tTools = ordered() {
\t\tRig = GroupOperator {
\t\t\tOutputs = {
\t\t\t\tMainOutput1 = InstanceOutput {
\t\t\t\t\tSourceOp = "Tool1",
\t\t\t\t\tSource = "Output",
\t\t\t\t}
\t\t\t},
\t\t\tViewInfo = GroupInfo { Pos = { 0, 0 } },
\t\t\tTools = ordered() {
${tools.join('')}\t\t\t},
\t\t},
\t},
\tActiveTool = "Rig"
}
`;
}

import type { InputFacts, OutputFacts, QuotedFact, ToolFacts } from './tool-facts.ts';

/** Whether two texts of a tool of one name and id agree in everything that goes from tool to tool. */
export function hasSameWiring(a: ToolFacts, b: ToolFacts): boolean {
  return (
    // What an expression may name depends on the controls that a user has made.
    !a.traits.hasUserControls &&
    !b.traits.hasUserControls &&
    a.passThrough === b.passThrough &&
    a.locked === b.locked &&
    isSameText(a.instanceOf, b.instanceOf) &&
    a.inputs.length === b.inputs.length &&
    a.outputs.length === b.outputs.length &&
    a.inputs.every((input, index) => isSameInput(input, b.inputs[index])) &&
    a.outputs.every((output, index) => isSameOutput(output, b.outputs[index]))
  );
}

function isSameInput(a: InputFacts, b: InputFacts | undefined): boolean {
  return (
    a.name === b?.name &&
    a.constructorName === b.constructorName &&
    isSameText(a.sourceOp, b.sourceOp) &&
    a.output === b.output &&
    isSameText(a.expression, b.expression)
  );
}

function isSameOutput(a: OutputFacts, b: OutputFacts | undefined): boolean {
  return a.name === b?.name && isSameText(a.sourceOp, b.sourceOp) && a.output === b.output;
}

function isSameText(a: QuotedFact | undefined, b: QuotedFact | undefined): boolean {
  return a?.text === b?.text;
}

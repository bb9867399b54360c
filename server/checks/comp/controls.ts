import type { ToolBody } from '../../formats/comp/model.ts';
import type { TableNode } from '../../formats/comp/nodes.ts';
import { OncePerTool } from '../../formats/comp/once-per-tool.ts';
import { tableNamed, tableOf } from '../../formats/comp/table-access.ts';

/** A control that a file describes: one of `UserControls`, or an `InstanceInput` of a group or macro. */
export interface Control {
  readonly name: string;
  readonly table: TableNode;
}

const NO_CONTROLS: readonly Control[] = [];

const USER_CONTROLS = new OncePerTool(({ table }) => controlsIn(table, 'UserControls', isUserControl));
const INSTANCE_INPUTS = new OncePerTool(({ table }) => controlsIn(table, 'Inputs', isInstanceInput));

/** The controls in `UserControls`; pages of controls are none. */
export function userControls(tool: ToolBody): readonly Control[] {
  return tool.traits.hasUserControls ? USER_CONTROLS.of(tool) : NO_CONTROLS;
}

/** The controls of a group or macro that stand for inputs inside. */
export function instanceInputs(tool: ToolBody): readonly Control[] {
  return tool.traits.hasInstanceInputs ? INSTANCE_INPUTS.of(tool) : NO_CONTROLS;
}

function controlsIn(table: TableNode, name: string, isControl: (table: TableNode) => boolean): readonly Control[] {
  const entries = tableNamed(table, name)?.entries ?? [];
  return entries.flatMap(({ key, value }) => {
    const control = tableOf(value);
    return control !== undefined && key !== undefined && isControl(control) ? [{ name: key.name, table: control }] : [];
  });
}

function isUserControl(table: TableNode): boolean {
  return table.constructorName !== 'ControlPage';
}

function isInstanceInput(table: TableNode): boolean {
  return table.constructorName === 'InstanceInput';
}

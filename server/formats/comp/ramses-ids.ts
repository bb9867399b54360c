import type { TextRange } from '../text/range.ts';
import type { Comp } from './model.ts';
import { tableNamed, valueNamed } from './table-access.ts';

/**
 * An identifier that Ramses writes into a composition by `comp.SetData("Ramses.ProjectUUID", …)`: dots make tables,
 * `CustomData = { Ramses = { ProjectUUID = "…" } }`; the undivided key is taken as well. The range is that of the text
 * without its quotes.
 */
export function ramsesId(
  comp: Comp,
  name: 'ItemUUID' | 'ProjectUUID' | 'StepUUID',
): { readonly text: string; readonly range: TextRange } | undefined {
  const data = comp.root && tableNamed(comp.root, 'CustomData');
  const ofRamses = data && tableNamed(data, 'Ramses');
  const value = (ofRamses && valueNamed(ofRamses, name)) ?? (data && valueNamed(data, `Ramses.${name}`));
  return value?.kind === 'string' ? { text: value.value, range: value.contentRange } : undefined;
}

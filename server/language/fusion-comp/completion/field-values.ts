import type { TableRole } from '../../../formats/comp/table-role.ts';
import type { Word } from '../../../formats/comp/vocabulary/word.ts';
import type { InsertText } from '../../answers/completion.ts';
import { quotedStop, stop } from './writing.ts';

const FRAMES: InsertText = ['{ ', stop('0'), ', ', stop('100'), ' }'];
const PAIR: InsertText = ['{ ', stop('0'), ', ', stop('0'), ' }'];
const LIST: InsertText = ['{\n\t', stop(''), '\n}'];
const ORDERED: InsertText = ['ordered() {\n\t', stop(''), '\n}'];
const RGB: InsertText = ['{ R = ', stop('0.5'), ', G = ', stop('0.5'), ', B = ', stop('0.5'), ' }'];

/** How tables stand behind fields in files, by the role of the table around the field and its name. */
const WRITTEN: ReadonlyMap<string, InsertText> = new Map([
  ['composition.RenderRange', FRAMES],
  ['composition.GlobalRange', FRAMES],
  ['composition.Tools', LIST],
  ['composition.OutputClips', LIST],
  ['composition.Prefs', ['{\n\tComp = {\n\t\t', stop(''), '\n\t}\n}']],
  ['setting.Tools', ORDERED],
  ['tool.Inputs', LIST],
  ['tool.Outputs', LIST],
  ['tool.Tools', ORDERED],
  ['tool.UserControls', ORDERED],
  ['tool.KeyFrames', ['{\n\t[', stop('0'), '] = { ', stop('0'), ', Flags = { Linear = true } }\n}']],
  ['tool.SplineColor', ['{ Red = ', stop('128'), ', Green = ', stop('128'), ', Blue = ', stop('128'), ' }']],
  ['tool.Colors', ['{ TileColor = ', ...RGB, ', }']],
  ['tool.EnabledRegion', ['TimeRegion { { Start = ', stop('0'), ', End = ', stop('100'), ' } }']],
  ['tool.CtrlWZoom', ['false']],
  ['tool.CtrlWShown', ['false']],
  ['info.Pos', PAIR],
  ['info.Size', PAIR],
  ['info.Offset', PAIR],
  ['key-frame.LH', PAIR],
  ['key-frame.RH', PAIR],
  ['key-frame.Flags', ['{ Linear = true }']],
  ['clip.FormatID', quotedStop('OpenEXRFormat')],
  ['clip.ID', quotedStop('Clip1')],
]);

/** A value with which a field of a table is valid, as files have it. */
export function fieldValue(role: TableRole, { name, kind, values }: Word): InsertText {
  const written = WRITTEN.get(`${role}.${name}`);
  if (written !== undefined) return written;
  const [first] = values ?? [];
  if (first !== undefined) return quotedStop(first);
  switch (kind) {
    case 'number':
      return [stop('0')];
    case 'boolean':
      return [stop('true')];
    case 'table':
      return ['{ ', stop(''), ' }'];
    default:
      return quotedStop('');
  }
}

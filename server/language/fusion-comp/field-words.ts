import type { OpenTable } from '../../formats/comp/cursor-context.ts';
import { CLIP_FIELDS } from '../../formats/comp/vocabulary/clip-fields.ts';
import {
  COMPOSITION_FIELDS,
  FRAME_FORMAT_FIELDS,
  SETTING_FIELDS,
} from '../../formats/comp/vocabulary/composition-fields.ts';
import { INFO_FIELDS } from '../../formats/comp/vocabulary/info-fields.ts';
import {
  INPUT_FIELDS,
  INSTANCE_INPUT_FIELDS,
  INSTANCE_OUTPUT_FIELDS,
} from '../../formats/comp/vocabulary/input-fields.ts';
import { KEY_FRAME_FIELDS, KEY_FRAME_FLAGS } from '../../formats/comp/vocabulary/key-frame-flags.ts';
import { TOOL_FIELDS } from '../../formats/comp/vocabulary/tool-fields.ts';
import { USER_CONTROL_FIELDS } from '../../formats/comp/vocabulary/user-control-fields.ts';
import type { Words } from '../../formats/comp/vocabulary/word.ts';

const NONE: Words = new Map();

/** The fields that a table with this role has; empty where they are no closed list. */
export function fieldsOf({ role, key, constructorName }: Pick<OpenTable, 'role' | 'key' | 'constructorName'>): Words {
  switch (role) {
    case 'composition':
      return COMPOSITION_FIELDS;
    case 'setting':
      return SETTING_FIELDS;
    case 'tool':
      return TOOL_FIELDS;
    case 'input':
      return INPUT_FIELDS;
    case 'instance-input':
      return INSTANCE_INPUT_FIELDS;
    case 'instance-output':
      return INSTANCE_OUTPUT_FIELDS;
    case 'clip':
      return CLIP_FIELDS;
    case 'user-control':
      return USER_CONTROL_FIELDS;
    case 'key-frame':
      return KEY_FRAME_FIELDS;
    case 'flags':
      return KEY_FRAME_FLAGS;
    case 'info':
      return INFO_FIELDS.get(constructorName) ?? NONE;
    default:
      return key === 'FrameFormat' ? FRAME_FORMAT_FIELDS : NONE;
  }
}

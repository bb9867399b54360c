import type { Registry } from '../../../formats/comp/registry/registry.ts';
import type { TableRole } from '../../../formats/comp/table-role.ts';
import type { Markup } from '../../markup.ts';
import type { CompIndex } from '../comp-index.ts';
import { describeInputKind, describeKind, describeWord } from '../descriptions.ts';
import { fieldsOf } from '../field-words.ts';
import { describeTool } from '../hover-tool.ts';

/** Roles whose tables have fields of closed lists. */
const ROLES: readonly TableRole[] = [
  'composition',
  'setting',
  'tool',
  'input',
  'instance-input',
  'instance-output',
  'clip',
  'user-control',
  'key-frame',
  'flags',
  'info',
  'other',
];

/** What is to be said about a suggestion, by what it stands for; absent where that is not known (any more). */
export function describeCompletion(
  index: CompIndex,
  registry: Registry,
  [what, ...topic]: readonly string[],
  markup: Markup,
): string | undefined {
  const paragraphs = describe(index, registry, what, topic, markup);
  return paragraphs === undefined || paragraphs.length === 0 ? undefined : paragraphs.join('\n\n');
}

function describe(
  index: CompIndex,
  registry: Registry,
  what: string | undefined,
  topic: readonly string[],
  markup: Markup,
): readonly string[] | undefined {
  const [first = '', second = '', third = '', fourth = ''] = topic;
  switch (what) {
    case 'kind': {
      const kind = registry.tool(first);
      return kind && describeKind(kind, markup);
    }
    case 'input': {
      const kind = registry.tool(first)?.inputs.get(second);
      return kind && describeInputKind(kind, markup);
    }
    case 'tool': {
      const same = index.comp.toolsByName.get(first) ?? [];
      const tool = same.find(({ nameRange }) => nameRange.start === Number(second)) ?? same[0];
      return tool && [describeTool(tool, index, registry, markup)];
    }
    case 'field': {
      const role = ROLES.find((it) => it === first);
      const word = role && fieldsOf({ role, key: second, constructorName: third }).get(fourth);
      return word && describeWord(word, markup);
    }
    default:
      return undefined;
  }
}

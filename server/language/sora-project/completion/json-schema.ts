import type { JSONSchema } from 'vscode-json-languageservice';
import { initialJson } from '../../../formats/sora/edits.ts';
import { type JsonType, type KeyFacts, keysOf, type PartKind } from '../../../formats/sora/schema.ts';

/** The objects that lie in a key of another, and what they are. */
const PARTS_IN: Readonly<Record<string, PartKind>> = {
  'project.shots': 'shot',
  'project.templates': 'template',
  'project.settings': 'settings',
  'shot.meta': 'compline',
};

/**
 * The format of projects as a JSON schema: for suggestions of keys. What values may be is told elsewhere. `newId` is the
 * id of a shot or template that is suggested.
 */
export function projectSchema(newId: string): JSONSchema {
  return schemaOf('project', newId);
}

function schemaOf(kind: PartKind, newId: string): JSONSchema {
  const keys = keysOf(kind);
  const properties = Object.fromEntries(keys.map((key) => [key.name, schemaOfKey(kind, key, newId)]));
  return { type: 'object', properties };
}

function schemaOfKey(kind: PartKind, key: KeyFacts, newId: string): JSONSchema {
  const inner = PARTS_IN[`${kind}.${key.name}`];
  const schema: JSONSchema = { type: [...key.types], description: key.meaning };
  if (inner === 'shot' || inner === 'template') return { ...schema, items: withSnippet(inner, newId) };
  if (inner === 'settings') return { ...schema, ...schemaOf(inner, newId), type: [...key.types] };
  if (inner === 'compline') return { ...schema, properties: { compline: schemaOf(inner, newId) } };
  if (key.elements !== undefined) return { ...schema, items: { type: key.elements } };
  return { ...schema, ...standardOf(key) };
}

/** What stands in the place of a value until one is written. */
function standardOf({ types: [type], initial }: KeyFacts): Pick<JSONSchema, 'default'> {
  const isSimple = (it: JsonType | undefined): boolean => it === 'boolean' || it === 'integer' || it === 'number';
  return isSimple(type) || initial === null ? { default: initial } : {};
}

/** A shot or template with all that it has to have. */
function withSnippet(kind: 'shot' | 'template', newId: string): JSONSchema {
  const required = keysOf(kind).filter(({ isRequired }) => isRequired);
  const lines = required.map(({ name }, index) => {
    const initial = name === 'id' ? JSON.stringify(newId) : initialJson(kind, name);
    const isText = initial.startsWith('"');
    const stop = isText ? `"\${${index + 1}:${initial.slice(1, -1)}}"` : `\${${index + 1}:${initial}}`;
    return `\t${JSON.stringify(name)}: ${stop}`;
  });
  const bodyText = `{\n${lines.join(',\n')}\n}`;
  const description = `A ${kind} with the keys that it has to have.`;
  return { ...schemaOf(kind, newId), defaultSnippets: [{ label: `new ${kind}`, description, bodyText }] };
}

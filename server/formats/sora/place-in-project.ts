import { findNodeAtOffset, getNodePath } from 'jsonc-parser';
import type { JsonNode } from '../json/json-tree.ts';
import type { ProjectItem, SoraProject } from './project.ts';
import type { PartKind } from './schema.ts';

/** The keys and numbers that lead from the project to a value. */
export type JsonPath = readonly (string | number)[];

/** What stands at an offset of a project. */
export interface PlaceInProject {
  readonly node: JsonNode;
  /** What the object is whose key, value or brace this is; absent for one that the format does not describe. */
  readonly kind: PartKind | undefined;
  /** The key that this is, or belongs to as its value or as an element of its list. */
  readonly key: string | undefined;
  readonly isKey: boolean;
  /** The shot or template around it. */
  readonly item: ProjectItem | undefined;
}

/** What stands at an offset: also a value that ends there. */
export function placeInProject(project: SoraProject, offset: number): PlaceInProject | undefined {
  const { root } = project.tree;
  const node = root && (findNodeAtOffset(root, offset) ?? findNodeAtOffset(root, offset, true));
  if (node === undefined) return undefined;
  const isKey = node.parent?.type === 'property' && node.parent.children?.[0] === node;
  const path: JsonPath = getNodePath(node);
  const { kind, key } = keyOfPath(node.type === 'object' && !isKey ? [...path, ''] : path);
  return { node, kind, key: key === '' ? undefined : key, isKey, item: itemOfPath(project, path) };
}

/** The object that the format describes and its key, of a path to a value or to an element of its list. */
export function keyOfPath(path: JsonPath): { readonly kind: PartKind | undefined; readonly key: string | undefined } {
  const ends = path.findLastIndex((part) => typeof part === 'string');
  const key = path[ends];
  const kind = kindOfPath(path.slice(0, ends));
  return { kind: ends < path.length - 2 ? undefined : kind, key: typeof key === 'string' ? key : undefined };
}

/** What the object at a path is. */
export function kindOfPath(path: JsonPath): PartKind | undefined {
  const [list, index, ...rest] = path;
  if (list === undefined) return 'project';
  if (list === 'settings' && index === undefined) return 'settings';
  if (typeof index !== 'number') return undefined;
  if (list === 'templates' && rest.length === 0) return 'template';
  if (list !== 'shots') return undefined;
  if (rest.length === 0) return 'shot';
  return rest.length === 2 && rest[0] === 'meta' && rest[1] === 'compline' ? 'compline' : undefined;
}

/** The shot or template that a path leads into. */
export function itemOfPath({ shots, templates }: SoraProject, [list, index]: JsonPath): ProjectItem | undefined {
  const items = list === 'shots' ? shots : list === 'templates' ? templates : [];
  return items.find((item) => item.index === index);
}

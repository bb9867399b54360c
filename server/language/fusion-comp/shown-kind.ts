import type { InputKind } from '../../formats/comp/registry/registry.ts';

/** What an input takes, in one or two words; empty where nothing is known. */
export function shownKind(kind: InputKind | undefined): string {
  if (kind === undefined) return '';
  if (kind.choices !== undefined) return 'choice';
  const [first] = kind.kinds;
  if (first === undefined) return kind.connects ? 'connection' : '';
  if (first === 'number' && kind.min === 0 && kind.max === 1 && kind.integer === true) return 'on or off';
  return first === 'FuID' ? 'id' : first;
}

import { numberIn, type ObjectPart } from '../../formats/json/json-tree.ts';

/** The numbers of a shot or template. */
export interface ShotNumbers {
  /** In pixels. */
  readonly width: number | undefined;
  readonly height: number | undefined;
  readonly seconds: number | undefined;
}

/** Reads them. */
export function numbersOf(part: ObjectPart): ShotNumbers {
  return { width: numberIn(part, 'width'), height: numberIn(part, 'height'), seconds: numberIn(part, 'duration_s') };
}

/** A text on one line, cut where it is long; never inside of a character. */
export function shorten(text: string, most = 200): string {
  const line = text.slice(0, most * 4).replace(/\s+/g, ' ');
  return line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

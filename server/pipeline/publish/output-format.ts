import { canonicalFormat, extensionOfFormat } from '../../formats/comp/vocabulary/media-formats.ts';
import type { OutputSpec } from '../../formats/render-spec/parse-render-spec.ts';
import { extensionOf } from '../../project/sequence.ts';

/** Other extensions under which a format is as well written. */
const EQUALS: Readonly<Record<string, readonly string[]>> = { '.tif': ['.tiff'], '.jpg': ['.jpeg'] };

/**
 * The name of the file that a Saver writes once a render spec is applied to it: with the extension of the spec's
 * format; as it is where the spec names no format, one that is not known, or the one it has.
 */
export function nameInFormat(name: string, spec: OutputSpec | undefined): string {
  const wanted = spec?.format === undefined ? undefined : extensionOfFormat(canonicalFormat(spec.format));
  const present = extensionOf(name);
  if (wanted === undefined || [wanted, ...(EQUALS[wanted] ?? [])].includes(present.toLowerCase())) return name;
  return `${name.slice(0, name.length - present.length)}${wanted}`;
}

/** A value of a render spec as a comp writes it: texts are ids of a choice, switches are 1 and 0. */
export function inputValue(value: string | number | boolean): string {
  if (typeof value === 'string') return `FuID { ${JSON.stringify(value)} }`;
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

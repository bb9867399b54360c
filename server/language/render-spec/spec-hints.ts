import { FILE_FORMATS } from '../../formats/comp/vocabulary/file-formats.ts';
import { formatOption } from '../../formats/comp/vocabulary/format-options.ts';
import type { RenderSpecText } from '../../formats/render-spec/read-render-spec.ts';
import type { TextRange } from '../../formats/text/range.ts';
import type { InlayHint } from '../answers/inlay-hints.ts';
import type { Pausing } from '../pausing.ts';

/** What numbers of options stand for, and what extension a format has. */
export function* specHints({ outputs }: RenderSpecText, { start, end }: TextRange): Pausing<InlayHint> {
  const told = new Set<number>();
  const isNew = (at: number): boolean => at >= start && at <= end && !told.has(at) && told.add(at) !== undefined;
  for (const { format, formatId, properties } of outputs) {
    const known = FILE_FORMATS.get(formatId ?? '');
    const at = format?.pair.value.range.end;
    if (known !== undefined && at !== undefined && isNew(at)) {
      const tooltip = `${known.name}, ${known.isMovie ? 'one file for all frames' : 'a file for each frame'}`;
      yield { at, topic: 'choices', label: known.extensions[0] ?? '', tooltip };
    }
    for (const { name, value, pair } of properties) {
      const choices = formatOption(name)?.choices;
      const label = typeof value === 'number' ? choices?.get(value) : undefined;
      if (choices === undefined || label === undefined || !isNew(pair.value.range.end)) continue;
      const tooltip = [...choices].map(([number, choice]) => `${number} ${choice}`).join('\n');
      yield { at: pair.value.range.end, topic: 'choices', label, tooltip };
    }
    yield undefined;
  }
}

import { rangeOf } from '../../formats/json/json-tree.ts';
import { isIsoDate } from '../../formats/sora/iso-date.ts';
import { knownParts } from '../../formats/sora/project.ts';
import { keyFacts } from '../../formats/sora/schema.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';

/** Dates that no program can read. */
export const soraDate: DocumentCheck<CheckedProject> = {
  code: 'sora-date',
  title: 'A date is not one of ISO 8601.',
  defaultSeverity: 'warning',
  *run({ project }) {
    for (const { kind, part } of knownParts(project)) {
      for (const { name, value } of part.byName.values()) {
        if (value?.type !== 'string' || keyFacts(kind, name)?.role !== 'date') continue;
        if (isIsoDate(String(value.value))) continue;
        const message = `\`${name}\` is no date of ISO 8601, such as 2026-11-20T12:31:00+00:00.`;
        yield { message, range: rangeOf(value) };
      }
      yield undefined;
    }
  },
};

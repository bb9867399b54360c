import type { BraceFault } from '../../formats/sora/prompt.ts';
import type { DocumentCheck } from '../document-check.ts';
import type { CheckedProject } from './checked-project.ts';

const MESSAGES: Readonly<Record<BraceFault['kind'], string>> = {
  'lone-open': 'This { begins a placeholder that does not end on its line. A brace that is meant is written {{.',
  'lone-close': 'This } ends nothing. A brace that is meant is written }}.',
  empty: 'The placeholder has no name. Name a column of the table, or write {{}} for the braces.',
};

/** Braces in prompts that are neither a placeholder nor a brace. */
export const soraBrace: DocumentCheck<CheckedProject> = {
  code: 'sora-brace',
  title: 'A brace in a prompt stands alone.',
  defaultSeverity: 'warning',
  *run({ project: { prompts, text } }) {
    for (const { faults } of prompts) {
      for (const { kind, range } of faults) {
        const written = text.slice(range.start, range.end);
        const doubled = kind === 'empty' ? written.replace('{', '{{').replace('}', '}}') : written + written;
        const fixes = [{ title: `Write ${doubled}`, edits: [{ range, newText: doubled }] }];
        yield { message: MESSAGES[kind], range, fixes };
      }
      yield undefined;
    }
  },
};

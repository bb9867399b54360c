import type { TextEdit } from './range.ts';

/** Two edits want to change the same stretch of text, or one reaches outside of it. */
export class EditConflictError extends Error {
  readonly code = 'edit-conflict';

  constructor(message: string) {
    super(message);
    this.name = 'EditConflictError';
  }
}

/**
 * Applies edits whose ranges all speak of `text` as it was; insertions at one place keep the order of the list. Refuses
 * edits that overlap or reach outside the text with an `EditConflictError`.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let result = '';
  let done = 0;
  for (const { range, newText } of ordered) {
    if (range.start < done) throw new EditConflictError(`Two edits overlap at offset ${range.start}.`);
    if (range.end < range.start || range.end > text.length) {
      throw new EditConflictError(
        `An edit from ${range.start} to ${range.end} is outside of ${text.length} characters.`,
      );
    }
    result += text.slice(done, range.start) + newText;
    done = range.end;
  }
  return result + text.slice(done);
}

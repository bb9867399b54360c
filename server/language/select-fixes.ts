import type { Finding, Fix } from '../checks/check.ts';
import type { TextEdit } from '../formats/text/range.ts';

/** Edits get in each other's way when they overlap; of an insertion it is enough that it touches. */
function collide(a: TextEdit, b: TextEdit): boolean {
  const insertion = a.range.start === a.range.end || b.range.start === b.range.end;
  return insertion
    ? a.range.start <= b.range.end && b.range.start <= a.range.end
    : a.range.start < b.range.end && b.range.start < a.range.end;
}

/** Edits in the order of the text, none of which collides with one added later. */
class TakenEdits {
  readonly #edits: TextEdit[] = [];

  /** The index of the first edit that starts at or after `start`. */
  #firstFrom(start: number): number {
    let low = 0;
    let high = this.#edits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#edits[middle]?.range.start ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Only the neighbours can collide, since the edits that are there do not overlap. */
  collidesWith(edit: TextEdit): boolean {
    const index = this.#firstFrom(edit.range.start);
    return this.#edits.slice(Math.max(0, index - 1), index + 1).some((other) => collide(edit, other));
  }

  add(edit: TextEdit): void {
    this.#edits.splice(this.#firstFrom(edit.range.start), 0, edit);
  }
}

/** The safe repairs that can all be applied to one text together; of two that collide, the one found first. */
export function selectFixes(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  const taken = new TakenEdits();
  for (const finding of findings) {
    const fix = finding.fixes?.find((candidate) => candidate.preferred === true);
    if (fix === undefined || fix.edits.some((edit) => taken.collidesWith(edit))) continue;
    chosen.push(fix);
    for (const edit of fix.edits) taken.add(edit);
  }
  return chosen;
}

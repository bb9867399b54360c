/** What a stretch of a frame range is. `range` is the dash between two frames, `step` the `x`. */
export type FrameTokenKind = 'number' | 'separator' | 'range' | 'step' | 'blank' | 'error';

/** A stretch of a text in Compline's dialect, in UTF-16 code units. */
export interface FrameToken {
  readonly kind: FrameTokenKind;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /(?<digits>[0-9]+)|(?<minus>-)|(?<comma>,)|(?<step>x)|(?<blank>\s+)|[^0-9\-,x\s]+/gy;

/**
 * A text in Compline's dialect as tokens that follow each other without gaps. A minus right before a digit belongs to
 * the number, but after a number it is the dash of a range. Every text has tokens; the work grows with its length.
 */
export function frameTokens(text: string): readonly FrameToken[] {
  const tokens: FrameToken[] = [];
  let afterNumber = false;
  let sign: number | undefined;
  for (const { 0: found, index: start, groups = {} } of text.matchAll(TOKEN)) {
    const end = start + found.length;
    const isSigned = sign !== undefined && groups.digits !== undefined;
    if (sign !== undefined && !isSigned) tokens.push({ kind: 'range', start: sign, end: sign + 1 });
    const from = isSigned ? (sign as number) : start;
    sign = undefined;
    if (groups.minus !== undefined && !afterNumber) sign = start;
    else tokens.push({ kind: kindOf(groups), start: from, end });
    if (groups.blank === undefined) afterNumber = groups.digits !== undefined;
  }
  if (sign !== undefined) tokens.push({ kind: 'range', start: sign, end: sign + 1 });
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): FrameTokenKind {
  if (groups.digits !== undefined) return 'number';
  if (groups.minus !== undefined) return 'range';
  if (groups.comma !== undefined) return 'separator';
  if (groups.step !== undefined) return 'step';
  return groups.blank === undefined ? 'error' : 'blank';
}

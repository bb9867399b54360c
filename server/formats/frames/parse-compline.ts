import type { FrameError, ParsedFrames } from './dialect.ts';
import type { FrameGroup } from './frame-group.ts';
import { frameRun } from './frame-run.ts';
import { type FrameToken, frameTokens } from './frame-tokens.ts';
import { gatherOnceOf } from './gather.ts';
import { formFault, formMessage, quoted } from './part-form.ts';

/**
 * Reads Compline's own dialect. Blanks may stand between all tokens, empty parts are left out:
 *
 *     list  = part { "," part }
 *     part  = [ frame | frame "-" frame | frame "-" frame "x" step ]
 *     frame = [ "-" ] digit { digit }
 *     step  = digit { digit }, 1 or more
 *
 * A range goes up or down as it is written, and holds its first and its last frame whatever the step is. A frame counts
 * where it stands first. All that is wrong is found at once: a part has one fault of its form, or the faults of all its
 * numbers.
 */
export function parseCompline(text: string): ParsedFrames {
  const reader = new PartReader(text);
  let part: FrameToken[] = [];
  for (const token of frameTokens(text)) {
    if (token.kind === 'separator') {
      reader.read(part, token);
      part = [];
    } else if (token.kind !== 'blank') part.push(token);
  }
  reader.read(part, undefined);
  return reader.result();
}

class PartReader {
  readonly #text: string;
  readonly #errors: FrameError[] = [];
  readonly #groups: FrameGroup[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the tokens between two separators; `end` is the one after them, if any. */
  read(part: readonly FrameToken[], end: FrameToken | undefined): void {
    if (part.length === 0) return;
    const fault = formFault(part);
    if (fault === undefined) {
      this.#readNumbers(part);
      return;
    }
    const place = fault.token ?? end;
    const message = formMessage(fault, place === undefined ? undefined : this.#text.slice(place.start, place.end));
    this.#fail(fault.code, message, place ?? { start: this.#text.length, end: this.#text.length });
  }

  /** The frames, or the errors. */
  result(): ParsedFrames {
    if (this.#errors.length > 0) return { frames: undefined, errors: this.#errors };
    if (this.#groups.length > 0) return gatherOnceOf(this.#groups, this.#text);
    const message = 'No frames. Write frames and ranges with commas between them: 1,5,10-20 or 1-100x5.';
    return { frames: undefined, errors: [{ code: 'no-frames', message, start: 0, end: this.#text.length }] };
  }

  #readNumbers([from, , to, , step]: readonly FrameToken[]): void {
    const first = from === undefined ? undefined : this.#frame(from);
    const last = to === undefined ? first : this.#frame(to);
    const by = step === undefined ? 1 : this.#step(step);
    if (first === undefined || last === undefined || by === undefined) return;
    if (!Number.isSafeInteger(last - first)) {
      const place = { start: from?.start ?? 0, end: to?.end ?? 0 };
      this.#fail('range-too-long', `The range is longer than ${Number.MAX_SAFE_INTEGER} frames.`, place);
      return;
    }
    const run = frameRun(first, last, last < first ? -by : by);
    this.#groups.push([run]);
    if (run.last !== last) this.#groups.push([frameRun(last)]);
  }

  #frame(token: FrameToken): number | undefined {
    const frame = Number(this.#textOf(token));
    if (Number.isSafeInteger(frame)) return frame;
    this.#fail('frame-too-large', `Frame ${this.#found(token)} is beyond ±${Number.MAX_SAFE_INTEGER}.`, token);
    return undefined;
  }

  #step(token: FrameToken): number | undefined {
    const step = Number(this.#textOf(token));
    if (step === 0) this.#fail('step-zero', 'The step is 0. It has to be 1 or more.', token);
    else if (step < 0) {
      this.#fail('step-negative', 'The step has no minus: a range that goes down is written 20-1x5.', token);
    } else if (!Number.isSafeInteger(step)) {
      this.#fail('step-too-large', `Step ${this.#found(token)} is beyond ${Number.MAX_SAFE_INTEGER}.`, token);
    } else return step;
    return undefined;
  }

  #found(token: FrameToken): string {
    return quoted(this.#textOf(token));
  }

  #textOf({ start, end }: FrameToken): string {
    return this.#text.slice(start, end);
  }

  #fail(code: string, message: string, { start, end }: { readonly start: number; readonly end: number }): void {
    this.#errors.push({ code, message, start, end });
  }
}

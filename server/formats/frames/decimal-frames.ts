import { FrameLimitError } from './frame-limit.ts';
import type { PartFault, PartFrames } from './part-dialect.ts';
import type { FormMatch } from './range-form.ts';
import { asciiNumber } from './whole-numbers.ts';

const MOST_FRAMES = 1_000_000;

/** A decimal number: `units` of a 10th to the power of `places`, without zeros at its end. */
interface Decimal {
  readonly units: bigint;
  readonly places: number;
}

/**
 * The frames of a part of fileseq whose numbers are decimal or of any size, exactly and as Python's `Decimal` writes
 * them: the first frame is plain, all others have the decimal places of frame and step.
 */
export function decimalFrames({ first, last = first, mark = 'x', by = '1' }: FormMatch): PartFrames | PartFault {
  const [from, to, step] = [decimalOf(first), decimalOf(last), decimalOf(by)];
  if (step.units === 0n) return { code: 'step-zero', fault: 'The step is 0.' };
  if (step.units < 0n && apart(from, to) > 0n) {
    return { code: 'step-negative', fault: 'A range that goes up has a positive step.' };
  }
  if (mark === 'x') return { texts: everyStep(from, to, step) };
  if (step.places > 0) return { code: 'step-decimal', fault: 'Only x takes steps that are no whole numbers.' };
  if (mark === 'y') {
    const left = new Set(everyStep(from, to, step));
    return { texts: everyStep(from, to, ONE).filter((text) => !left.has(text)) };
  }
  const texts = new Set<string>();
  const passes = step.units < 0n ? -step.units : step.units;
  if (passes > MOST_PASSES) {
    throw new FrameLimitError('too-many-runs', `A range is staggered by ${MOST_PASSES} passes at most.`);
  }
  for (let pass = passes; pass > 0n; pass--) {
    for (const text of everyStep(from, to, { units: pass, places: 0 })) texts.add(text);
  }
  return { texts: [...texts] };
}

const ONE: Decimal = { units: 1n, places: 0 };

/** How many passes of a staggered range are walked. */
const MOST_PASSES = 1000n;

function everyStep(from: Decimal, to: Decimal, step: Decimal): readonly string[] {
  const places = Math.max(from.places, to.places, step.places);
  const start = scaled(from, places);
  const distance = scaled(to, places) - start;
  const every = scaled(step, places);
  const stride = distance < 0n === every < 0n ? every : -every;
  const count = distance / stride + 1n;
  if (count > MOST_FRAMES) {
    throw new FrameLimitError('too-many-frames', `More than ${MOST_FRAMES} frames of which one is no whole number.`);
  }
  const shown = Math.max(from.places, step.places);
  return Array.from({ length: Number(count) }, (_, at) => {
    if (at === 0) return textOf(from.units, from.places);
    return textOf((start + BigInt(at) * stride) / 10n ** BigInt(places - shown), shown);
  });
}

function decimalOf(text: string): Decimal {
  const [whole = '', part = ''] = asciiNumber(text).split('.');
  const decimals = part.replace(/0+$/, '');
  return { units: BigInt(whole + decimals), places: decimals.length };
}

function scaled({ units, places }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - places);
}

function apart(from: Decimal, to: Decimal): bigint {
  const places = Math.max(from.places, to.places);
  return scaled(to, places) - scaled(from, places);
}

function textOf(units: bigint, places: number): string {
  if (places === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

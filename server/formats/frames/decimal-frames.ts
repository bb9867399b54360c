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
 * The frames of a part whose numbers are decimal or of any size, exactly and as Python's `Decimal` writes them: the first
 * frame is plain, all others have the decimal places of frame and step.
 */
export function decimalFrames({ first, last = first, mark = 'x', by = '1' }: FormMatch): PartFrames | PartFault {
  if (mark !== 'x') return { code: 'step-decimal', fault: 'Only x takes frames or steps that are no whole numbers.' };
  const [from, to, step] = [decimalOf(first), decimalOf(last), decimalOf(by)];
  const places = Math.max(from.places, to.places, step.places);
  const [low, high, every] = [scaled(from, places), scaled(to, places), scaled(step, places)];
  if (every === 0n) return { code: 'step-zero', fault: 'The step is 0.' };
  if (every < 0n && high > low) return { code: 'step-negative', fault: 'A range that goes up has a positive step.' };
  const stride = high < low === every < 0n ? every : -every;
  const count = (high - low) / stride + 1n;
  if (count > MOST_FRAMES) {
    throw new FrameLimitError(
      'too-many-frames',
      `There are more than ${MOST_FRAMES} frames of which one is no whole number.`,
    );
  }
  const shown = Math.max(from.places, step.places);
  const texts = Array.from({ length: Number(count) }, (_, at) => {
    return at === 0
      ? textOf(from.units, from.places)
      : textOf(scaledDown(low + BigInt(at) * stride, places, shown), shown);
  });
  return { texts };
}

function decimalOf(text: string): Decimal {
  const [whole = '', part = ''] = asciiNumber(text).split('.');
  const decimals = part.replace(/0+$/, '');
  return { units: BigInt(whole + decimals), places: decimals.length };
}

function scaled({ units, places }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - places);
}

function scaledDown(units: bigint, from: number, to: number): bigint {
  return units / 10n ** BigInt(from - to);
}

function textOf(units: bigint, places: number): string {
  if (places === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

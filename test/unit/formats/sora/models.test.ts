import { describe, expect, test } from 'vitest';
import {
  MODEL_SOURCES,
  MODELS_AS_OF,
  modelState,
  nearestDuration,
  nearestSize,
  readSize,
  sizeText,
  VIDEO_MODELS,
  videoModel,
} from '../../../../server/formats/sora/models.ts';

const sora = VIDEO_MODELS[0];
if (sora === undefined) throw new Error('There are no models.');

test('the table says when it is from and where it has its facts from', () => {
  expect(MODELS_AS_OF).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(MODEL_SOURCES.length).toBeGreaterThan(0);
  expect(VIDEO_MODELS.map(({ id }) => id)).toEqual(['sora-2', 'sora-2-pro']);
});

describe('a model is offered, ends or has ended by the day that is asked about', () => {
  test.each([
    ['2026-01-01', 'offered'],
    ['2026-06-25', 'offered'],
    ['2026-06-26', 'ending'],
    ['2026-09-23', 'ending'],
    ['2026-09-24', 'retired'],
    ['2030-01-01', 'retired'],
  ])('%s: %s', (today, state) => {
    expect(modelState(sora, today)).toBe(state);
  });

  test('one without an end is offered', () => {
    expect(modelState({ ...sora, retires: undefined }, '2040-01-01')).toBe('offered');
  });
});

test.each([
  [1920, 1080, '1280x720'],
  [1080, 1920, '720x1280'],
  [1000, 1000, '1280x720'],
  [1, 2, '720x1280'],
])('of sizes %i x %i is most like %s', (width, height, nearest) => {
  const found = nearestSize(sora, { width, height });
  expect(found && sizeText(found)).toBe(nearest);
});

test('of a better model larger sizes are nearer', () => {
  const pro = videoModel('sora-2-pro');
  const found = pro && nearestSize(pro, { width: 1920, height: 1080 });
  expect(found && sizeText(found)).toBe('1792x1024');
});

test.each([
  [5, 4],
  [6, 4],
  [10, 8],
  [60, 12],
])('of lengths %i is nearest to %i', (seconds, nearest) => {
  expect(nearestDuration(sora, seconds)).toBe(nearest);
});

test.each([
  ['1280x720', { width: 1280, height: 720 }],
  [' 1280 X 720 ', { width: 1280, height: 720 }],
  ['1280×720', { width: 1280, height: 720 }],
  ['1280', undefined],
  ['x', undefined],
])('%j is a size or none', (text, size) => {
  expect(readSize(text)).toEqual(size);
});

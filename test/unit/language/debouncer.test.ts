import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Debouncer } from '../../../server/language/debouncer.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('work runs once the key has been quiet', () => {
  const ran: string[] = [];
  const debouncer = new Debouncer(100, (key) => ran.push(key));
  debouncer.schedule('a');
  vi.advanceTimersByTime(99);
  debouncer.schedule('a');
  vi.advanceTimersByTime(99);
  expect(ran).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(ran).toEqual(['a']);
  vi.advanceTimersByTime(1_000);
  expect(ran).toEqual(['a']);
});

test('keys do not wait for each other', () => {
  const ran: string[] = [];
  const debouncer = new Debouncer(100, (key) => ran.push(key));
  debouncer.schedule('a');
  vi.advanceTimersByTime(50);
  debouncer.schedule('b');
  vi.advanceTimersByTime(50);
  expect(ran).toEqual(['a']);
  vi.advanceTimersByTime(50);
  expect(ran).toEqual(['a', 'b']);
});

test('cancelled work does not run', () => {
  const ran: string[] = [];
  const debouncer = new Debouncer(100, (key) => ran.push(key));
  debouncer.schedule('a');
  debouncer.cancel('a');
  debouncer.cancel('never scheduled');
  vi.advanceTimersByTime(1_000);
  expect(ran).toEqual([]);
});

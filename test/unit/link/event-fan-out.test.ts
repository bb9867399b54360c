import { beforeEach, expect, test } from 'vitest';
import { EventFanOut, type EventOrigin } from '../../../server/link/event-fan-out.ts';

let last: ((data: { jobs: [] }) => void) | undefined;
let failures: unknown[];
let fanOut: EventFanOut;

beforeEach(() => {
  last = undefined;
  failures = [];
  // An origin that, as JSON-RPC does, lets a new listener take the place of the one before.
  const onEvent = (_name: string, listener: (data: { jobs: [] }) => void) => {
    last = listener;
    return { dispose: () => {} };
  };
  fanOut = new EventFanOut({ onEvent } as unknown as EventOrigin, (name, error) => failures.push([name, error]));
});

test('every listener hears an event, until it is disposed of', () => {
  const heard: string[] = [];
  const first = fanOut.onEvent('queue/changed', () => heard.push('first'));
  fanOut.onEvent('queue/changed', () => heard.push('second'));
  last?.({ jobs: [] });
  first.dispose();
  last?.({ jobs: [] });
  expect(heard).toEqual(['first', 'second', 'second']);
});

test('a listener that fails does not keep the event from the others', () => {
  const heard: string[] = [];
  const error = new Error('no');
  fanOut.onEvent('queue/changed', () => {
    throw error;
  });
  fanOut.onEvent('queue/changed', () => heard.push('second'));
  last?.({ jobs: [] });
  expect(heard).toEqual(['second']);
  expect(failures).toEqual([['queue/changed', error]]);
});

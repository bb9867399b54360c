import { expect, test } from 'vitest';
import type { PublishProgress } from '../../../server/cli/follow-publish.ts';
import { PublishDisplay } from '../../../server/cli/publish-display.ts';

const progress = (phase: string, job?: object) =>
  ({ publish: { phase }, ...(job !== undefined && { job }) }) as PublishProgress;

test('tells each phase once, and why a render waits', () => {
  let told = '';
  const err = (text: string): void => {
    told += text;
  };
  const display = new PublishDisplay({ out: () => {}, err, room: async () => {}, isInteractive: false });
  for (const it of [
    progress('rendering'),
    progress('rendering', { state: 'waiting', reason: 'The disk has 0 MiB left.' }),
    progress('rendering', { state: 'waiting', reason: 'The disk has 0 MiB left.' }),
    progress('rendering', { state: 'running', reason: 'Tried again.' }),
    progress('completed', { state: 'completed' }),
  ]) {
    display.show(it);
  }
  expect(told).toBe('rendering\nwaiting: The disk has 0 MiB left.\ncompleted\n');
});

import path from 'node:path';
import { expect, test } from 'vitest';
import { readJobLog } from '../../../../server/pipeline/queue/job-log.ts';
import type { TaskRecord } from '../../../../server/pipeline/queue/job-record.ts';
import { AttemptLog } from '../../../../server/pipeline/workers/attempt-log.ts';
import { temporaryFolder } from '../../temporary-folder.ts';

test('the text of a log whose end lies in pieces is whole, or its last bytes', async () => {
  const file = path.join(await temporaryFolder(), 'a.log');
  const log = new AttemptLog(file, { head: 1_000, piece: 500, pieces: 2 });
  for (let line = 0; line < 200; line += 1) log.write(`[info] line ${line}`);
  log.close();
  const attempts = [{ number: 1, state: 'completed', startedAt: 0, log: file }];
  const tasks = [{ id: '1.1', frames: { first: 1, last: 2 }, attempts }] as unknown as TaskRecord[];
  const whole = await readJobLog({ tasks }, { maxBytes: 1_000_000 });
  expect(whole.truncated).toBe(false);
  expect(whole.text).toMatch(/^--- task 1\.1, frames 1-2, attempt 1\n\S+ \[info\] line 0\n/);
  expect(whole.text).toMatch(/\n… \d+ bytes of output are left out …\n/);
  expect(whole.text).toMatch(/line 199\n$/);
  const title = whole.text.indexOf('\n') + 1;
  for (let maxBytes = title + 1; maxBytes < whole.text.length - 10; maxBytes += 97) {
    const { text, truncated } = await readJobLog({ tasks }, { maxBytes });
    expect(truncated).toBe(true);
    expect(whole.text.endsWith(text.slice(title))).toBe(true);
    if (text.slice(title, -1).includes('\n')) expect(whole.text).toContain(`\n${text.slice(title)}`);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes);
  }
});

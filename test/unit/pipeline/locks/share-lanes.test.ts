import { expect, test } from 'vitest';
import { type Patience, ShareLanes } from '../../../../server/pipeline/locks/share-lanes.ts';

/** Patience that ends when the test says so: for whoever is waited for then. */
function patience() {
  const waiting = new Set<() => void>();
  const patience: Patience = (_share, end) => {
    waiting.add(end);
    return { stop: () => void waiting.delete(end) };
  };
  const end = (): void => {
    for (const it of [...waiting]) {
      waiting.delete(it);
      it();
    }
  };
  return { patience, end, waiting };
}

/** Work that ends when it is told to. */
function gate() {
  let open = (_value: string) => {};
  const opened = new Promise<string>((resolve) => {
    open = resolve;
  });
  return { open, work: () => opened };
}

test('no more than the width is under way on one share, and what waits has its turn in order', async () => {
  const lanes = new ShareLanes({ width: 3 });
  let underWay = 0;
  let most = 0;
  const order: number[] = [];
  const work = (at: number) => async () => {
    order.push(at);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
    return at;
  };
  const all = Array.from({ length: 50 }, (_, at) => lanes.run('share', work(at)));
  expect(await Promise.all(all)).toEqual(order);
  expect(most).toBe(3);
});

test('a share that hangs is told, what has not begun there is dropped, and other shares go on', async () => {
  const { patience: wait, end } = patience();
  const lanes = new ShareLanes({ width: 2, patience: wait });
  const { open, work } = gate();
  let begun = 0;
  const late: string[] = [];
  const tries = Array.from({ length: 5 }, () =>
    lanes.run(
      'hung',
      () => {
        begun += 1;
        return work();
      },
      { late: (value) => late.push(value) },
    ),
  );
  expect(await lanes.run('other', async () => 'done')).toBe('done');
  end();
  for (const it of await Promise.allSettled(tries)) {
    expect(it).toMatchObject({ status: 'rejected', reason: { code: 'share-unreachable', path: 'hung' } });
  }
  expect(begun).toBe(2);
  // All there may be under way there hangs: nothing more is begun, and nobody waits.
  await expect(lanes.run('hung', work)).rejects.toMatchObject({ code: 'share-unreachable' });
  expect(begun).toBe(2);
  open('late');
  await new Promise(setImmediate);
  expect(late).toEqual(['late', 'late']);
  expect(await lanes.run('hung', async () => 'again')).toBe('again');
});

test('patience begins anew whenever something has ended, and ends with the work', async () => {
  const { patience: wait, waiting } = patience();
  const lanes = new ShareLanes({ width: 1, patience: wait });
  const gates = [gate(), gate()];
  const seen: unknown[] = [];
  const all = gates.map(({ work }) => lanes.run('slow', work));
  for (const [at, { open }] of gates.entries()) {
    expect(waiting.size).toBe(1);
    expect(seen).not.toContain([...waiting][0]);
    seen.push(...waiting);
    open('done');
    await all[at];
    await new Promise(setImmediate);
  }
  expect(waiting.size).toBe(0);
});

test('a work that hangs where else all goes on is given up, and no more is begun about the same thing', async () => {
  const { patience: wait, end } = patience();
  const lanes = new ShareLanes({ width: 3, longPatience: wait });
  const { open, work } = gate();
  const hung = lanes.run('share', work, { about: 'a' });
  expect(await lanes.run('share', async () => 'done', { about: 'b' })).toBe('done');
  const waiting = lanes.run('share', async () => 'done', { about: 'a' });
  expect(await waiting).toBe('done');
  end();
  await expect(hung).rejects.toMatchObject({ code: 'share-unreachable' });
  await expect(lanes.run('share', async () => 'done', { about: 'a' })).rejects.toMatchObject({
    code: 'share-unreachable',
  });
  expect(await lanes.run('share', async () => 'done', { about: 'b' })).toBe('done');
  open('late');
  await new Promise(setImmediate);
  expect(await lanes.run('share', async () => 'again', { about: 'a' })).toBe('again');
});

test('an error of the work is the error of who asked for it, and of nobody else', async () => {
  const lanes = new ShareLanes({ width: 1 });
  const failing = lanes.run('share', () => Promise.reject(new Error('broken')));
  const next = lanes.run('share', async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('done');
});

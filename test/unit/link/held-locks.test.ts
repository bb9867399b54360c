import { expect, onTestFinished, test } from 'vitest';
import { HeldLocks, type LastingCore } from '../../../server/link/held-locks.ts';
import { ComplineError } from '../../../server/protocol/errors.ts';
import type { Lock, LockFile } from '../../../server/protocol/locks.ts';
import { eventually } from '../eventually.ts';

const ownerOf = (session: string): LockFile => ({
  version: 1,
  user: 'ann',
  machine: 'ws01',
  process: 1,
  application: 'test',
  session,
  acquired: '2026-01-01T00:00:00.000Z',
  renewed: '2026-01-01T00:00:00.000Z',
});
const mine = (file: string, session: string): Lock => ({ file, state: 'mine', owner: ownerOf(session) });
const unreachable = () => new ComplineError({ code: 'core-unreachable', message: 'There is no core.' });

/** A core that answers as it is told, and the locks of a client at it. */
function setUp(answer: (name: string, params: Record<string, unknown>) => unknown) {
  const asked: string[] = [];
  let changed = (_data: { lock: Lock }) => {};
  let state = (_state: 'disconnected' | 'connected') => {};
  const core = {
    request: async (name: string, params: Record<string, unknown>) => {
      asked.push([name, params.file ?? params.files, params.resume ?? ''].join(' ').trim());
      return await answer(name, params);
    },
    onEvent: (_name: string, listener: typeof changed) => {
      changed = listener;
      return { dispose: () => {} };
    },
    onStateChange: (listener: typeof state) => {
      state = listener;
      return { dispose: () => {} };
    },
  };
  const locks = new HeldLocks(core as unknown as LastingCore, { retryAfter: 1 });
  onTestFinished(() => locks.dispose());
  const lost: string[] = [];
  const told: string[] = [];
  locks.onLost(({ file, state }) => lost.push(`${file} ${state}`));
  locks.onChange(({ file, state }) => told.push(`${file} ${state}`));
  return {
    locks,
    asked,
    lost,
    told,
    tell: (lock: Lock) => changed({ lock }),
    become: (it: Parameters<typeof state>[0]) => state(it),
  };
}

/** Gives every file the next session, as the first core does. */
function inOrder() {
  let next = 0;
  return (_name: string, { file }: Record<string, unknown>) => {
    next += 1;
    return { lock: mine(String(file), `s${next}`) };
  };
}

test('the next core is asked to go on with the sessions that were held, and with what was watched', async () => {
  const answer = inOrder();
  const { locks, asked, lost, told, become } = setUp((name, params) =>
    name === 'lock/watch' ? { locks: [{ file: 'w', state: 'free' }] } : answer(name, params),
  );
  await locks.acquire('a');
  await locks.takeOver('b', { reason: 'it is late' });
  await locks.acquire('c');
  await locks.release('c');
  await locks.watch(['w']);
  asked.length = 0;
  become('disconnected');
  become('connected');
  await locks.resume();
  expect(asked.sort()).toEqual(['lock/acquire a s1', 'lock/acquire b s2', 'lock/watch w']);
  expect(lost).toEqual([]);
  expect(told.sort()).toEqual(['a mine', 'b mine', 'w free']);
  expect(locks.files).toEqual(['a', 'b']);
});

test('a lock that the next core cannot go on with is told as lost, with who has it', async () => {
  const answer = inOrder();
  const { locks, asked, lost, become } = setUp((name, params) => {
    if (params.resume === undefined) return answer(name, params);
    const lock = { file: params.file, state: 'held', owner: ownerOf('theirs') };
    throw new ComplineError({ code: 'locked', message: 'Locked.', details: { lock } });
  });
  await locks.acquire('a');
  become('disconnected');
  become('connected');
  await locks.resume();
  expect(lost).toEqual(['a held']);
  expect(locks.isHeld('a')).toBe(false);
  asked.length = 0;
  await locks.resume();
  expect(asked).toEqual([]);
});

test('a core that cannot be reached is asked again, until it goes on', async () => {
  const answer = inOrder();
  let silent = 3;
  const { locks, asked, lost, become } = setUp((name, params) => {
    if (params.resume === undefined) return answer(name, params);
    silent -= 1;
    if (silent >= 0) throw unreachable();
    return { lock: mine('a', String(params.resume)) };
  });
  await locks.acquire('a');
  become('disconnected');
  await eventually(() => asked.length === 5, 'the fourth try');
  await locks.resume();
  expect(lost).toEqual([]);
  expect(locks.files).toEqual(['a']);
});

test.each([
  ['held', true],
  ['free', true],
  ['stale', true],
  ['unreadable', true],
  ['unreachable', false],
  ['mine', false],
] as const)('a lock that is told as %s: lost? %s', async (state, isLost) => {
  const { locks, lost, told, tell } = setUp(inOrder());
  await locks.acquire('a');
  tell({ file: 'other', state });
  tell({ file: 'a', state, owner: ownerOf('s2') });
  expect(lost).toEqual(isLost ? [`a ${state}`] : []);
  expect(locks.isHeld('a')).toBe(!isLost);
  expect(told).toEqual([`other ${state}`, `a ${state}`]);
});

test('a lock that was taken anew goes on under its new session', async () => {
  const { locks, asked, tell, become } = setUp(inOrder());
  await locks.acquire('a');
  tell(mine('a', 's9'));
  become('disconnected');
  become('connected');
  await locks.resume();
  expect(asked.at(-1)).toBe('lock/acquire a s9');
});

test('nothing is asked of a core when nothing was held', async () => {
  const { locks, asked, become } = setUp(inOrder());
  await locks.acquire('a');
  await locks.release('a');
  asked.length = 0;
  become('disconnected');
  become('connected');
  await locks.resume();
  expect(asked).toEqual([]);
});

test.each([
  ['was taken by the core that ended before it answered', true],
  ['was not taken by the core that ended before', false],
])('a lock that %s is gone on with', async (_, wasTaken) => {
  const sessions: unknown[] = [];
  const { locks, asked, lost, become } = setUp((_name, params) => {
    sessions.push(params.session ?? params.resume);
    if (sessions.length === 1) throw unreachable();
    if (params.resume !== undefined && !wasTaken)
      throw new ComplineError({ code: 'lock-lost', message: 'It is free.' });
    return { lock: mine(String(params.file), String(params.session ?? params.resume)) };
  });
  await expect(locks.acquire('/a')).rejects.toMatchObject({ code: 'core-unreachable' });
  become('connected');
  await locks.resume();
  expect(new Set(sessions).size).toBe(1);
  expect(asked.map((it) => it.split(' ').length)).toEqual(wasTaken ? [2, 3] : [2, 3, 2]);
  expect([locks.isHeld('/a'), lost]).toEqual([true, []]);
});

test('a lock that is refused is not held', async () => {
  const { locks } = setUp(() => {
    throw new ComplineError({ code: 'locked', message: 'Ann has it.' });
  });
  await expect(locks.acquire('/a')).rejects.toMatchObject({ code: 'locked' });
  expect(locks.files).toEqual([]);
});

test('a lock that is let go after its core has ended is claimed of the next one first', async () => {
  const { locks, asked, lost, become } = setUp(inOrder());
  await locks.acquire('a');
  become('disconnected');
  asked.length = 0;
  await locks.release('a');
  expect(asked).toEqual(['lock/acquire a s1', 'lock/release a']);
  expect([lost, locks.files]).toEqual([[], []]);
});

test('a lock that turns out to be lost when it is let go is told as lost', async () => {
  const answer = inOrder();
  const { locks, lost, become } = setUp((name, params) => {
    if (params.resume === undefined) return answer(name, params);
    const lock = { file: params.file, state: 'held', owner: ownerOf('theirs') };
    throw new ComplineError({ code: 'locked', message: 'Locked.', details: { lock } });
  });
  await locks.acquire('a');
  become('disconnected');
  await locks.release('a');
  expect(lost).toEqual(['a held']);
});

test('a lock that a core did not let go of because it ended is let go by the next one', async () => {
  const answer = inOrder();
  let isThere = true;
  const { locks, asked, lost } = setUp((name, params) => {
    if (isThere) return answer(name, params);
    isThere = true;
    throw unreachable();
  });
  await locks.acquire('a');
  asked.length = 0;
  isThere = false;
  expect(await locks.release('a')).toMatchObject({ file: 'a' });
  expect(asked).toEqual(['lock/release a', 'lock/acquire a s1', 'lock/release a']);
  expect(lost).toEqual([]);
});

test('a lock that the next core had to take anew is kept, though it is told before the answer', async () => {
  const answer = inOrder();
  const { locks, asked, lost, become, tell } = setUp((name, params) => {
    const answered = answer(name, params);
    if (params.resume !== undefined) tell(answered.lock);
    return answered;
  });
  await locks.acquire('a');
  asked.length = 0;
  become('disconnected');
  become('connected');
  await locks.resume();
  expect(asked).toEqual(['lock/acquire a s1']);
  expect([lost, locks.files]).toEqual([[], ['a']]);
});

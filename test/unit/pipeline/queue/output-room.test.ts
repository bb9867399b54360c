import { expect, test } from 'vitest';
import { ShareLanes } from '../../../../server/pipeline/locks/share-lanes.ts';
import { OutputRoom } from '../../../../server/pipeline/queue/output-room.ts';

const rig = (free: Record<string, number | undefined | Promise<number>>) => {
  const patience: (() => void)[] = [];
  let changes = 0;
  const asked: string[] = [];
  const lanes = new ShareLanes({
    patience: (_, end) => {
      patience.push(end);
      return { stop: () => {} };
    },
  });
  const room = new OutputRoom({
    least: 2 ** 20,
    lanes,
    shareMap: async () => (folder) => folder.slice(0, 2),
    freeOn: async (folder) => {
      asked.push(folder);
      return await free[folder];
    },
    changed: () => {
      changes += 1;
    },
  });
  return { room, asked, changes: () => changes, lose: () => patience.map((end) => end()) };
};
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a folder is asked once, and known then', async () => {
  const { room, asked, changes } = rig({ '/a': 2 ** 21, '/b': 5 });
  expect([room.roomIn(['/a']), room.roomIn(['/a'])]).toEqual([{ isKnown: false }, { isKnown: false }]);
  await settle();
  expect([asked, changes(), room.roomIn(['/a'])]).toEqual([['/a'], 1, { isKnown: true }]);
  await room.look(new Set(['/a', '/b']));
  const held = 'The disk of /b has 0 MiB left; 1 MiB have to be free.';
  expect([changes(), room.roomIn(['/a', '/b'])]).toEqual([2, { isKnown: true, held }]);
});

test('it is told when there is room again, and not where nothing is other', async () => {
  const free: Record<string, number> = { '/a': 5 };
  const { room, changes } = rig(free);
  await room.look(new Set(['/a']));
  await room.look(new Set(['/a']));
  expect(changes()).toBe(1);
  free['/a'] = 2 ** 21;
  await room.look(new Set(['/a']));
  expect([changes(), room.roomIn(['/a']).held]).toEqual([2, undefined]);
});

test('a share that hangs holds up nobody else, and its own jobs only until it is known not to answer', async () => {
  const { room, lose } = rig({ '/h': new Promise<number>(() => {}), '/a': 2 ** 21, '/f': undefined });
  room.roomIn(['/h']);
  await room.look(new Set(['/a', '/f']));
  expect([room.roomIn(['/a']), room.roomIn(['/f'])]).toEqual([{ isKnown: true }, { isKnown: true }]);
  expect(room.roomIn(['/h', '/a'])).toEqual({ isKnown: false });
  lose();
  await settle();
  expect(room.roomIn(['/h'])).toEqual({ isKnown: true });
});

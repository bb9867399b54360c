import { expect, test } from 'vitest';
import type { FrameState } from '../../../../../client/job-page/model/frame-state.ts';
import { GridGeometry } from '../../../../../client/job-page/model/grid-geometry.ts';
import { cellAfterKey } from '../../../../../client/job-page/model/grid-keys.ts';
import { GridPainter } from '../../../../../client/job-page/model/grid-painter.ts';

const cell = { side: 12, gap: 2 };

test.each([
  [1_000, 70],
  [150, 10],
  [100, 7],
  [1, 1],
])('%d pixels have room for %d columns', (width, columns) => {
  expect(new GridGeometry(1_000, width, cell).columns).toBe(columns);
});

test('every cell is found where it stands', () => {
  const geometry = new GridGeometry(105, 150, cell);
  expect(geometry).toMatchObject({ columns: 10, rows: 11, height: 156 });
  for (let at = 0; at < 105; at += 1) {
    const { x, y, size } = geometry.boxOf(at);
    expect([geometry.cellAt(x, y), geometry.cellAt(x + size - 1, y + size - 1)]).toEqual([at, at]);
  }
  expect([geometry.cellAt(145, 5), geometry.cellAt(100, 150), geometry.cellAt(-5, 5)]).toEqual([-1, -1, -1]);
  expect([geometry.nearestCell(500, 5), geometry.nearestCell(100, 900), geometry.nearestCell(-9, -9)]).toEqual([
    9, 104, 0,
  ]);
});

test('a window shows its rows, and moves no further than it must', () => {
  const geometry = new GridGeometry(1_000, 150, cell);
  expect(geometry.visible(0, 28)).toEqual({ first: 0, last: 19 });
  expect(geometry.visible(20, 28)).toEqual({ first: 10, last: 39 });
  expect(geometry.visible(0, 1e6)).toEqual({ first: 0, last: 999 });
  expect(geometry.reveal(5, 100, 60)).toBe(0);
  expect(geometry.reveal(100, 100, 60)).toBe(100);
  expect(geometry.reveal(200, 100, 60)).toBe(236);
  expect(new GridGeometry(0, 150, cell).visible(0, 100)).toEqual({ first: 0, last: -1 });
});

test.each<[string, number, number, boolean?]>([
  ['ArrowLeft', 11, 10],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 9, 10],
  ['ArrowRight', 24, 24],
  ['ArrowUp', 14, 4],
  ['ArrowUp', 4, 4],
  ['ArrowDown', 4, 14],
  ['ArrowDown', 18, 24],
  ['ArrowDown', 22, 22],
  ['Home', 14, 10],
  ['End', 14, 19],
  ['End', 22, 24],
  ['Home', 14, 0, true],
  ['End', 4, 24, true],
  ['PageDown', 3, 23],
  ['PageUp', 23, 3],
])('%s leads from %d to %d', (key, from, to, ctrl = false) => {
  const geometry = new GridGeometry(25, 150, cell);
  expect(cellAfterKey({ key, ctrl }, from, 25, geometry, 5)).toBe(to);
});

test('other keys do not move', () => {
  expect(cellAfterKey({ key: 'a', ctrl: false }, 3, 25, new GridGeometry(25, 150, cell), 5)).toBeUndefined();
});

test('only cells that look otherwise are drawn again', () => {
  const states = new Map<number, FrameState>();
  let cleared = 0;
  const drawn: number[] = [];
  const painter = new GridPainter({
    clear: () => {
      cleared += 1;
    },
    cell: ({ x }) => void drawn.push(x),
  });
  const scene = (frame: string, focus = 0) => ({
    cells: { first: 0, last: 9_999 },
    boxOf: (it: number) => ({ x: it, y: 0, size: 1 }),
    lookOf: (it: number) => ({ state: states.get(it) ?? ('waiting' as const), selected: false, focused: it === focus }),
    frame,
  });
  expect(painter.paint(scene('a'))).toBe(10_000);
  expect(painter.paint(scene('a'))).toBe(0);
  states.set(7, 'running').set(8, 'failed');
  drawn.length = 0;
  expect(painter.paint(scene('a'))).toBe(2);
  expect(painter.paint(scene('a', 5))).toBe(2);
  expect(drawn).toEqual([7, 8, 0, 5]);
  expect(painter.paint(scene('b', 5))).toBe(10_000);
  expect(cleared).toBe(2);
});

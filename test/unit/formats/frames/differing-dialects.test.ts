import { describe, expect, test } from 'vitest';
import { fileseqDialect } from '../../../../server/formats/frames/dialects/fileseq.ts';
import { differingDialects } from '../../../../server/formats/frames/differing-dialects.ts';

function readings(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(differingDialects(text).map(({ dialect, reading }) => [dialect, reading]));
}

describe('how other programs read', () => {
  test('1-100x5: without the last frame, or not at all', () => {
    expect(readings('1-100x5')).toMatchObject({
      fileseq: '20 frames, without 100',
      deadline: '20 frames, without 100',
      openjd: 'refuses it',
      flamenco: 'refuses it',
    });
    expect(readings('1-100x5')).not.toHaveProperty('lrc-toolbox');
  });

  test('1-5: blenders want dots, all others agree', () => {
    expect(readings('1-5')).toEqual({ blender: 'refuses it' });
  });

  test('an order of its own is told', () => {
    expect(readings('5,1')).toMatchObject({
      flamenco: '2 frames in another order',
      openjd: '2 frames in another order',
    });
    expect(readings('5,1')).not.toHaveProperty('fileseq');
  });

  test('frames that are there twice are told', () => {
    expect(readings('1-3,3')).toMatchObject({ 'opencue-java': '4 frames', openjd: 'refuses it' });
  });

  test('what Compline refuses others may read', () => {
    expect(readings('1-10:4')).toMatchObject({ openjd: '3 frames', fileseq: '10 frames', slurm: '3 frames' });
    expect(readings('1-10:4')).not.toHaveProperty('nuke');
  });

  test('one frame is one frame', () => {
    expect(readings('1 0')).toMatchObject({ fileseq: '1 frame' });
    expect(readings('')).toMatchObject({ fileseq: '0 frames' });
  });

  test('a long range costs nothing', () => {
    expect(readings('1-999999999')).toEqual({ blender: 'refuses it', fileseq: 'refuses it', slurm: 'refuses it' });
  });

  test('a text of another program is compared with what that one reads', () => {
    const others = differingDialects('1-100x5', fileseqDialect);
    expect(Object.fromEntries(others.map(({ dialect, reading }) => [dialect, reading]))).toMatchObject({
      compline: '21 frames, also 100',
      'lrc-toolbox': '21 frames, also 100',
    });
    expect(others.map(({ dialect }) => dialect)).not.toContain('fileseq');
    expect(others.map(({ dialect }) => dialect)).not.toContain('deadline');
  });
});

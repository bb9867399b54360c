import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildDeliveryName,
  type DeliveryName,
  parseDeliveryName,
} from '../../../../server/project/names/delivery-name.ts';

const PLAIN: DeliveryName = {
  ...{ project: 'PROJ', codec: 'H264', colourSpace: '', width: 1920, height: 1080, scan: undefined },
  ...{ rate: '24', language: '', subtitles: '', extension: 'mp4' },
};

test.each<readonly [string, Partial<DeliveryName>]>([
  ['PROJ_H264_1920x1080_24.mp4', {}],
  ['PROJ_H264_1920x1080p_23.976.mp4', { scan: 'p', rate: '23.976' }],
  [
    'PROJ_ProRes422HQ+Rec709_1920x1080i_25_FR_ST.mov',
    {
      codec: 'ProRes422HQ',
      colourSpace: 'Rec709',
      scan: 'i',
      rate: '25',
      language: 'FR',
      subtitles: 'ST',
      extension: 'mov',
    },
  ],
  ['PROJ_H264_1920x1080_24_pt-BR.mp4', { language: 'pt-BR' }],
  ['PROJ_H264_1920x1080_24_subs EN.mp4', { subtitles: 'subs EN' }],
  ['PROJ_H264_1920x1080_24.0001.exr', { extension: '0001.exr' }],
  ['PROJ_H264_1920x1080_23.976.0001.exr', { rate: '23.976', extension: '0001.exr' }],
])('%s', (name, parts) => {
  expect(parseDeliveryName(name)).toEqual({ ...PLAIN, ...parts });
  expect(buildDeliveryName({ ...PLAIN, ...parts })).toBe(name);
});

test.each([
  'PROJ_H264_1920x1080.mp4',
  'PROJ_H264_1920_24.mp4',
  'PROJ_H264_0x1080_24.mp4',
  'PROJ_H264_1920x1080_24',
  'PROJ_H264_1920x1080_24_FR_ST_more.mp4',
  'PROJECTLONG1_H264_1920x1080_24.mp4',
  'PROJ_S_SH010_COMP.comp',
])('%s is no name for delivered media', (name) => {
  expect(parseDeliveryName(name)).toBeUndefined();
});

test.each<readonly [string, Partial<DeliveryName>, RegExp]>([
  ['subtitles that look like a language', { subtitles: 'FR' }, /would be read as another name/],
  ['a size of nothing', { width: 0 }, /is no name/],
  ['no extension', { extension: '' }, /is no name/],
  ['another scan in the codec', { codec: 'H_264' }, /is no name/],
])('no name is made with %s', (_name, parts, message) => {
  expect(() => buildDeliveryName({ ...PLAIN, ...parts })).toThrow(message);
});

test('what is made of parts says these parts', () => {
  const block = fc.stringMatching(/^[A-Za-z0-9-]{1,10}$/);
  const parts = fc.record({
    project: block,
    codec: block,
    colourSpace: fc.oneof(fc.constant(''), block),
    width: fc.integer({ min: 1, max: 99_999 }),
    height: fc.integer({ min: 1, max: 99_999 }),
    scan: fc.constantFrom<DeliveryName['scan']>('p', 'i', undefined),
    rate: fc.constantFrom('24', '23.976', '29.97', '120'),
    language: fc.constantFrom('FR', 'pt-BR'),
    subtitles: fc.oneof(fc.constant(''), block),
    extension: fc.constantFrom('mov', '0001.exr'),
  });
  fc.assert(
    fc.property(parts, (wanted) => {
      expect(parseDeliveryName(buildDeliveryName(wanted))).toEqual(wanted);
    }),
  );
});

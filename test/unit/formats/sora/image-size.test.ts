import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { at } from '../../../../scripts/lib/paths.mjs';
import { imageHeader } from '../../../../server/formats/sora/image-size.ts';

/** Latin-1 text to bytes: `\xff` is the byte FF. */
const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const PNG = '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xd0\x08\x02\0\0\0';
const WEBP = (chunk: string) => `RIFF\x24\0\0\0WEBP${chunk}`;
const EXIF = `\xff\xe1\0\x0aExif\0\0xx`;
const SOF = '\xff\xc2\0\x11\x08\x02\xd0\x05\0\x03\x01\x22\0';

describe('the size of a picture', () => {
  test.each<[name: string, content: string, found: string]>([
    ['PNG', PNG, 'PNG 1280x720'],
    ['GIF', 'GIF89a\0\x05\xd0\x02\xf7\0\0', 'GIF 1280x720'],
    ['WebP, lossy', WEBP('VP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\0\x05\xd0\x02\0\0'), 'WebP 1280x720'],
    ['WebP, lossless', WEBP('VP8L\x18\0\0\0\x2f\xff\xc4\xb3\0\0\0\0\0\0'), 'WebP 1280x720'],
    ['WebP, extended', WEBP('VP8X\x0a\0\0\0\x10\0\0\0\xff\x04\0\xcf\x02\0'), 'WebP 1280x720'],
    ['JPEG', `\xff\xd8${SOF}`, 'JPEG 1280x720'],
    ['JPEG with metadata before it', `\xff\xd8${EXIF}\xff\xff\xdb\0\x04ab${SOF}`, 'JPEG 1280x720'],
    ['a torn PNG', PNG.slice(0, 20), 'nothing'],
    ['a torn JPEG', `\xff\xd8${EXIF}`, 'nothing'],
    ['a JPEG whose picture begins first', '\xff\xd8\xff\xda\0\x08xxxxxxxx', 'nothing'],
    ['text', 'hello, this is a text and no picture', 'nothing'],
    ['nothing', '', 'nothing'],
  ])('%s', (_name, content, found) => {
    const header = imageHeader(bytes(content));
    expect(header === undefined ? 'nothing' : `${header.format} ${header.width}x${header.height}`).toBe(found);
  });

  test('of the sample project', () => {
    const file = at('test', 'fixtures', 'sample-project', '04-GENERATED', 'refs', 'dusk.png');
    expect(imageHeader(readFileSync(file))).toEqual({ format: 'PNG', width: 1280, height: 720 });
  });
});

test('any bytes are read to an end', () => {
  const start = fc.constantFrom('\xff\xd8\xff', 'RIFFxxxxWEBPVP8X', 'GIF89a', PNG.slice(0, 8), '');
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), (magic, rest) => {
      imageHeader(Uint8Array.from([...bytes(magic), ...rest]));
    }),
  );
});

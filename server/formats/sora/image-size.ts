/** What the first bytes of a picture say. */
export interface ImageHeader {
  readonly format: 'PNG' | 'JPEG' | 'WebP' | 'GIF';
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** So many bytes of a file are enough: only a JPEG with large metadata before its picture needs more than some dozen. */
export const IMAGE_HEADER_BYTES = 256 * 1024;

/** The format and the size of a picture by its first bytes; absent for what is none of these, or is torn. */
export function imageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = latin(bytes, 0, 12);
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return png(view);
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return gif(view);
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return webp(bytes, view);
  return start.startsWith('\xff\xd8\xff') ? jpeg(view) : undefined;
}

/** Whether first bytes begin as one of these formats does: without a header such a picture is torn. */
export function looksLikeImage(bytes: Uint8Array): boolean {
  const start = latin(bytes, 0, 12);
  return /^(?:\x89PNG|GIF8|\xff\xd8|RIFF.{4}WEBP)/s.test(start);
}

// PNG: a signature of 8 bytes, then the chunk IHDR with width and height, big-endian.
function png(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 24) return undefined;
  return { format: 'PNG', width: view.getUint32(16), height: view.getUint32(20) };
}

// GIF: the size of its screen follows the signature, little-endian.
function gif(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 10) return undefined;
  return { format: 'GIF', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

// WebP: a RIFF file whose first chunk is VP8 (lossy), VP8L (lossless) or VP8X (extended).
function webp(bytes: Uint8Array, view: DataView): ImageHeader | undefined {
  if (view.byteLength < 30) return undefined;
  const size = (width: number, height: number): ImageHeader => ({ format: 'WebP', width, height });
  switch (latin(bytes, 12, 16)) {
    case 'VP8 ':
      return size(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return size((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return size((view.getUint32(24, true) & 0xffffff) + 1, (view.getUint32(26, true) >>> 8) + 1);
    default:
      return undefined;
  }
}

// JPEG: segments with a marker and a length, until a start of frame, which has height and width, big-endian.
function jpeg(view: DataView): ImageHeader | undefined {
  let at = 2;
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2;
    else if (isStartOfFrame(marker)) {
      return { format: 'JPEG', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    } else if (marker === 0xd9 || marker === 0xda) return undefined;
    else at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** C0 to CF, without those that define tables: C4, C8 and CC. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

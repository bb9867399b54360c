import { extensionOf } from '../../project/sequence.ts';

interface ImageKind {
  /** What people call the format. */
  readonly name: string;
  /** What the file may begin with. */
  readonly starts: readonly Buffer[];
  /** What stands among the last bytes of a complete file; absent where the format has no end mark. */
  readonly end?: Buffer;
}

const bytes = (...values: number[]): Buffer => Buffer.from(values);

const PNG: ImageKind = {
  name: 'PNG',
  starts: [bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  end: bytes(0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82),
};
const JPEG: ImageKind = { name: 'JPEG', starts: [bytes(0xff, 0xd8, 0xff)], end: bytes(0xff, 0xd9) };
const TIFF: ImageKind = {
  name: 'TIFF',
  starts: [bytes(0x49, 0x49, 42, 0), bytes(0x4d, 0x4d, 0, 42), bytes(0x49, 0x49, 43, 0), bytes(0x4d, 0x4d, 0, 43)],
};
const DPX: ImageKind = { name: 'DPX', starts: [Buffer.from('SDPX'), Buffer.from('XPDS')] };

const KINDS: Readonly<Record<string, ImageKind>> = {
  '.png': PNG,
  '.jpg': JPEG,
  '.jpeg': JPEG,
  '.tif': TIFF,
  '.tiff': TIFF,
  '.dpx': DPX,
};

/** A complete file has its end mark within so many of its last bytes. */
export const END_BYTES = 64;

/** What is wrong with the first and last bytes of an image, judged by its extension; undefined where nothing is, or the format is not known. */
export function imageFault(file: string, start: Buffer, end: Buffer, size: number): string | undefined {
  const kind = KINDS[extensionOf(file).toLowerCase()];
  if (kind === undefined) return undefined;
  if (!kind.starts.some((mark) => start.subarray(0, mark.length).equals(mark))) {
    return `It does not begin as a ${kind.name} file does.`;
  }
  if (kind.end !== undefined && !end.includes(kind.end))
    return `It breaks off: the end of a ${kind.name} file is missing.`;
  // A DPX header says how large the file is.
  if (kind === DPX && start.length >= 20) {
    const isBigEndian = start[0] === 0x53;
    const said = isBigEndian ? start.readUInt32BE(16) : start.readUInt32LE(16);
    if (said !== 0 && said !== 0xffffffff && said > size) return `It breaks off: ${size} of ${said} bytes are there.`;
  }
  return undefined;
}

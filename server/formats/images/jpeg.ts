import type { ImageFacts } from './image-facts.ts';
import { bytesAt, ImageFault, latin, MOST_WANTED, type Reading } from './image-reading.ts';

/** How a picture is coded, by its start of frame (ITU-T T.81, table B.1). */
const CODINGS: Readonly<Record<number, string>> = {
  192: 'baseline',
  193: 'sequential',
  194: 'progressive',
  195: 'lossless',
  201: 'sequential arithmetic',
  202: 'progressive arithmetic',
  203: 'lossless arithmetic',
};

const [SOI, EOI, SOS, DNL, APP2, APP14] = [0xd8, 0xd9, 0xda, 0xdc, 0xe2, 0xee];

const WITHIN_PIXELS = 'its pixels: the end of the picture is missing';

/** What is known of a picture so far. */
interface Known {
  facts: ImageFacts | undefined;
  /** Components that a scan has brought. */
  readonly scanned: Set<number>;
  components: readonly number[];
  hasProfile: boolean;
  isYcc: boolean;
}

/**
 * Reads a JPEG file (ITU-T T.81) from its first marker to the end of its picture, through all scans. Thumbnails in EXIF
 * are within a segment and are passed over with it; what follows the picture (others, as MPF has it) is not looked at.
 */
export function* readJpeg(): Reading<ImageFacts> {
  const start = yield* bytesAt(0, 2, 'its first marker');
  if (start.getUint16(0) !== 0xff00 + SOI) throw new ImageFault('It does not begin as a JPEG file does.');
  const known: Known = { facts: undefined, scanned: new Set(), components: [], hasProfile: false, isYcc: true };
  for (let at = 2; ; ) {
    const within = known.scanned.size > 0 ? WITHIN_PIXELS : 'its header';
    const head = yield* bytesAt(at, 2, within);
    const marker = head.getUint8(1);
    if (head.getUint8(0) !== 0xff || marker === 0) throw new ImageFault(`It is damaged: at byte ${at} is no marker.`);
    if (marker === EOI) return finished(known);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= SOI)) {
      throw new ImageFault(`It is damaged: the marker at byte ${at} does not belong there.`);
    }
    const length = (yield* bytesAt(at + 2, 2, within)).getUint16(0);
    if (length < 2) throw new ImageFault(`It is damaged: the segment at byte ${at} has no length.`);
    const segment = yield* bytesAt(at + 4, length - 2, within);
    note(marker, segment, known);
    at += 2 + length;
    if (marker === SOS) at = yield* skipScan(at);
  }
}

function note(marker: number, segment: DataView, known: Known): void {
  const coding = CODINGS[marker];
  if (coding !== undefined) startFrame(coding, segment, known);
  else if (marker === SOS) startScan(segment, known);
  else if (marker === DNL && known.facts !== undefined && segment.byteLength >= 2) {
    known.facts = { ...known.facts, height: segment.getUint16(0) };
  } else if (marker === APP2 && begins(segment, 'ICC_PROFILE\0')) known.hasProfile = true;
  // Adobe's segment says that three components are red, green and blue where its transform is 0.
  else if (marker === APP14 && begins(segment, 'Adobe') && segment.byteLength >= 12) {
    known.isYcc = segment.getUint8(11) !== 0;
  } else if (marker >= 0xc5 && marker <= 0xcf && ![0xc8, 0xcc].includes(marker)) {
    throw new ImageFault('Its picture is coded in a way that no program reads.');
  }
}

function startFrame(coding: string, segment: DataView, known: Known): void {
  if (known.facts !== undefined) throw new ImageFault('It is damaged: it has two starts of a frame.');
  const count = segment.byteLength >= 6 ? segment.getUint8(5) : 0;
  if (count === 0 || segment.byteLength < 6 + count * 3) throw new ImageFault('Its start of the frame is damaged.');
  const [bits, height, width] = [segment.getUint8(0), segment.getUint16(1), segment.getUint16(3)];
  if (width === 0 || bits < 2 || bits > 16) throw new ImageFault('Its start of the frame is damaged.');
  known.components = Array.from({ length: count }, (_, at) => segment.getUint8(6 + at * 3));
  known.facts = { format: 'JPEG', width, height, channels: [], type: `u${bits}`, compression: coding };
}

function startScan(segment: DataView, { facts, scanned, components }: Known): void {
  const count = segment.byteLength >= 1 ? segment.getUint8(0) : 0;
  const isSound = facts !== undefined && count >= 1 && count <= 4 && segment.byteLength >= 1 + count * 2;
  if (!isSound) throw new ImageFault('It is damaged: a scan has no sound header.');
  for (let at = 0; at < count; at += 1) {
    const component = segment.getUint8(1 + at * 2);
    if (!components.includes(component))
      throw new ImageFault('It is damaged: a scan has a component that is not there.');
    scanned.add(component);
  }
}

/** Passes over coded pixels; answers where the marker stands that ends them. Restart markers must count from 0 to 7. */
function* skipScan(start: number): Reading<number> {
  let restart = 0;
  for (let at = start; ; ) {
    const bytes = yield { offset: at, length: MOST_WANTED };
    let here = bytes.indexOf(0xff);
    while (here !== -1 && here + 1 < bytes.length) {
      const next = bytes[here + 1] ?? 0;
      if (next >= 0xd0 && next <= 0xd7) {
        if (next !== 0xd0 + restart)
          throw new ImageFault(`It is damaged: pixels are missing before byte ${at + here}.`);
        restart = (restart + 1) % 8;
      } else if (next !== 0 && next !== 0xff) return at + here;
      here = bytes.indexOf(0xff, next === 0xff ? here + 1 : here + 2);
    }
    if (bytes.length < MOST_WANTED) throw new ImageFault(`It breaks off within ${WITHIN_PIXELS}.`);
    at += here === -1 ? bytes.length : here;
  }
}

function finished({ facts, scanned, components, hasProfile, isYcc }: Known): ImageFacts {
  if (facts === undefined || facts.height === 0) throw new ImageFault('It has no picture: its size is not said.');
  if (components.some((component) => !scanned.has(component))) {
    throw new ImageFault('It is not complete: a channel has no pixels.');
  }
  return { ...facts, channels: channelsOf(components.length, isYcc), ...(hasProfile && { colourSpace: 'ICC' }) };
}

function channelsOf(count: number, isYcc: boolean): readonly string[] {
  if (count === 1) return ['Y'];
  if (count === 3) return isYcc ? ['Y', 'Cb', 'Cr'] : ['R', 'G', 'B'];
  return ['C', 'M', 'Y', 'K'].slice(0, count);
}

function begins(segment: DataView, text: string): boolean {
  return segment.byteLength >= text.length && latin(segment, 0, text.length) === text;
}

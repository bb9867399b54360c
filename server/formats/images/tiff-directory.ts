import { bytesAt, ImageFault, latin, type Reading } from './image-reading.ts';

/** A field of a directory: where its values are, and of what type. */
export interface TiffField {
  readonly type: number;
  readonly count: number;
  readonly offset: number;
}

/** One directory: a picture, or what belongs to one. */
export interface TiffDirectory {
  readonly fields: ReadonlyMap<number, TiffField>;
  /** Where the next one is; 0 where there is none. */
  readonly next: number;
}

/** The form of a file: byte order, and the size of its numbers. */
export interface TiffForm {
  readonly isLittle: boolean;
  readonly isBig: boolean;
  /** Where the first directory is. */
  readonly first: number;
  readonly size: number;
}

/** Bytes of a value by type (TIFF 6.0, and the types of BigTIFF). */
const TYPE_BYTES: readonly number[] = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8];

/** More fields than any program writes: a damaged file must not cost more than a sound one. */
const MOST_FIELDS = 4096;

/** Reads how a file begins. */
export function* readTiffForm(size: number): Reading<TiffForm> {
  const start = yield* bytesAt(0, 8, 'its header');
  const order = latin(start, 0, 2);
  const isLittle = order === 'II';
  const version = start.getUint16(2, isLittle);
  if ((!isLittle && order !== 'MM') || (version !== 42 && version !== 43)) {
    throw new ImageFault('It does not begin as a TIFF file does.');
  }
  if (version === 42) return { isLittle, isBig: false, first: start.getUint32(4, isLittle), size };
  const big = yield* bytesAt(8, 8, 'its header');
  if (start.getUint16(4, isLittle) !== 8) throw new ImageFault('It does not begin as a BigTIFF file does.');
  return { isLittle, isBig: true, first: uint64(big, 0, isLittle), size };
}

/** Reads a directory; the values of all its fields must lie within the file. */
export function* readDirectory(form: TiffForm, offset: number, name: string): Reading<TiffDirectory> {
  const { isLittle, isBig, size } = form;
  if (offset < 8 || offset >= size) {
    throw new ImageFault(
      `It breaks off, or was never finished: ${name} is at byte ${offset}, the file ends at ${size}.`,
    );
  }
  const lead = yield* bytesAt(offset, isBig ? 8 : 2, name);
  const count = isBig ? uint64(lead, 0, isLittle) : lead.getUint16(0, isLittle);
  if (count === 0 || count > MOST_FIELDS) throw new ImageFault(`It is damaged: ${name} has ${count} fields.`);
  const [fieldBytes, start] = [isBig ? 20 : 12, offset + (isBig ? 8 : 2)];
  const fields = new Map<number, TiffField>();
  for (let at = 0; at < count; at += 1) {
    const entry = yield* bytesAt(start + at * fieldBytes, fieldBytes, name);
    const field = fieldOf(entry, start + at * fieldBytes, form);
    const tag = entry.getUint16(0, isLittle);
    const bytes = field.count * (TYPE_BYTES[field.type] ?? 0);
    if (field.offset + bytes > size) {
      throw new ImageFault(
        `It breaks off: the field ${tag} ends at byte ${field.offset + bytes}, the file at ${size}.`,
      );
    }
    fields.set(tag, field);
  }
  const after = yield* bytesAt(start + count * fieldBytes, isBig ? 8 : 4, name);
  return { fields, next: isBig ? uint64(after, 0, isLittle) : after.getUint32(0, isLittle) };
}

/** Values that fit stand in the field itself. */
function fieldOf(entry: DataView, at: number, { isLittle, isBig }: TiffForm): TiffField {
  const type = entry.getUint16(2, isLittle);
  const count = isBig ? uint64(entry, 4, isLittle) : entry.getUint32(4, isLittle);
  const [place, room] = isBig ? [12, 8] : [8, 4];
  const isInside = count * (TYPE_BYTES[type] ?? 0) <= room;
  const said = isBig ? uint64(entry, place, isLittle) : entry.getUint32(place, isLittle);
  return { type, count, offset: isInside ? at + place : said };
}

/** Some values of a field, few enough to be read at once; a fault for values that are no whole numbers. */
export function* readValues(
  form: TiffForm,
  field: TiffField,
  first: number,
  count: number,
): Reading<readonly number[]> {
  const bytes = TYPE_BYTES[field.type] ?? 0;
  const { isLittle } = form;
  const view = yield* bytesAt(field.offset + first * bytes, count * bytes, 'the values of its directory');
  return Array.from({ length: count }, (_, at) => {
    if (field.type === 1) return view.getUint8(at);
    if (field.type === 3) return view.getUint16(at * 2, isLittle);
    if (field.type === 4 || field.type === 13) return view.getUint32(at * 4, isLittle);
    if (field.type === 16 || field.type === 18) return uint64(view, at * 8, isLittle);
    throw new ImageFault(`It is damaged: a field that must hold numbers is of the type ${field.type}.`);
  });
}

function uint64(view: DataView, at: number, isLittle: boolean): number {
  const [low, high] = isLittle ? [at, at + 4] : [at + 4, at];
  return view.getUint32(low, isLittle) + view.getUint32(high, isLittle) * 2 ** 32;
}

import path from 'node:path';
import { ComplineError } from '../../protocol/errors.ts';
import type { CompVersion } from '../../protocol/versions.ts';

const NUMBER = /^(?<published>published\/)?0*(?<number>\d{1,9})$/;

/**
 * The comp of a version that is named by its number (`12`, `published/3`), or by the path of any file; the newest one
 * where none is named. Error `not-found`, which says what there is.
 */
export function findVersion(versions: readonly CompVersion[], comp: string, wish: string | undefined): string {
  const kept = versions.flatMap((it) => (it.file === undefined ? [] : { ...it, file: it.file }));
  if (wish === undefined) return kept[0]?.file ?? notFound('Nothing is kept of this comp yet.', comp);
  const { number, published } = NUMBER.exec(wish)?.groups ?? {};
  if (number === undefined) return path.resolve(wish);
  const kind = published === undefined ? 'saved' : 'published';
  const found = kept.find((it) => it.kind === kind && it.number === Number(number));
  return found?.file ?? notFound(`There is no ${kind} version ${number} of this comp.`, comp);
}

function notFound(message: string, comp: string): never {
  const nextStep = 'See what there is: compline versions list.';
  throw new ComplineError({ code: 'not-found', message, nextStep, path: path.resolve(comp) });
}

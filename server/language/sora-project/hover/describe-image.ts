import { imageAt } from '../../../checks/sora/reference-images.ts';
import { NO_MAPS } from '../../../checks/sora/sheet-reader.ts';
import { sizeText } from '../../../formats/sora/models.ts';
import type { Markup } from '../../markup.ts';
import type { SoraSite } from '../site.ts';

/** What a picture is and how large, by its first bytes. */
export async function describeImage(site: SoraSite, name: string, markup: Markup): Promise<string | undefined> {
  const place = await site.askPlace();
  const path = place?.resolve(name, NO_MAPS);
  if (place === undefined || path === undefined) return undefined;
  const image = await imageAt(path, place);
  const where = `Path: ${markup.code(path)}`;
  if (image === 'unknown') return where;
  if (image === 'missing') return `${where}\n\nNot on disk.`;
  if (image === 'no-file') return `${where}\n\nCannot be read.`;
  if (image === 'torn') return `${where}\n\nBreaks off before it says its size.`;
  if (image === 'no-image') return `${where}\n\nNo picture in PNG, JPEG, WebP or GIF.`;
  return `${where}\n\n${image.format}, ${sizeText(image)}`;
}

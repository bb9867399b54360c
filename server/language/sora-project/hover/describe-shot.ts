import { stringIn } from '../../../formats/json/json-tree.ts';
import { sizeText } from '../../../formats/sora/models.ts';
import { itemName, type ProjectItem } from '../../../formats/sora/project.ts';
import type { Markup } from '../../markup.ts';
import { expandedShots } from '../expanded-shots.ts';
import type { SoraSite } from '../site.ts';
import { numbersOf, shorten } from '../words.ts';

/** What a shot or template is in a few lines, with the first prompt that is sent of it. */
export async function describeShot(site: SoraSite, item: ProjectItem, markup: Markup): Promise<string> {
  const { part, index, kind } = item;
  const { width, height, seconds } = numbersOf(part);
  const facts = [
    stringIn(part, 'model'),
    width === undefined || height === undefined ? undefined : sizeText({ width, height }),
    seconds === undefined ? undefined : `${seconds} seconds`,
    stringIn(part, 'status'),
  ];
  const name = itemName(item);
  const heading = `${markup.strong(`${name.charAt(0).toUpperCase()}${name.slice(1)}`)}`;
  const lines = [[heading, ...facts.filter((fact) => fact !== undefined).map((fact) => markup.code(fact))].join(', ')];
  if (kind === 'template') return [...lines, markup.code(shorten(item.prompt?.text ?? '', 500))].join('\n\n');
  const ofThis = { ...site, project: { ...site.project, shots: [item] } };
  const { videos, total } = await expandedShots(ofThis, index, 1);
  const [first] = videos;
  if (first === undefined) return lines.join('\n\n');
  if (first.row !== undefined) lines.push(`${total} ${total === 1 ? 'video' : 'videos'}, one for each row. The first:`);
  return [...lines, markup.code(shorten(first.prompt, 500))].join('\n\n');
}

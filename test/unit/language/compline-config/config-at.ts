import path from 'node:path';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import { ConfigReader } from '../../../../server/language/compline-config/config-reader.ts';
import type { LanguageModel } from '../../../../server/language/language-support.ts';
import type { CompPlace } from '../../../../server/project/comp-place.ts';
import { Places } from '../../../../server/project/places.ts';
import { ProjectFolder } from '../../checks/project/project-folder.ts';

/** The model of a text. */
export function modelOf(text: string): LanguageModel {
  const reading = new ConfigReader().read(DocumentText.of(text));
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** A configuration in a folder with other files. */
export interface ConfigAt {
  readonly text: string;
  /** Where `|` stands. */
  readonly offset: number;
  readonly model: LanguageModel;
  readonly root: string;
  readonly place: CompPlace;
  readonly askPlace: () => Promise<CompPlace>;
}

/** Puts `marked` without its `|` into the folder of a show, with files around it. */
export async function configAt(
  marked: string,
  files: Readonly<Record<string, string>> = {},
  name = 'show/compline.yaml',
): Promise<ConfigAt> {
  const offset = marked.indexOf('|');
  const text = offset === -1 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const folder = await ProjectFolder.with({ ...files, [name]: text });
  const place = await new Places().placeOf(path.join(folder.root, name));
  return { text, offset, model: modelOf(text), root: folder.root, place, askPlace: async () => place };
}

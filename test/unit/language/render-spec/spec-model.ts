import { parseConfig } from '../../../../server/formats/config/parse-config.ts';
import { DocumentText } from '../../../../server/formats/text/document-text.ts';
import type { LanguageModel } from '../../../../server/language/language-support.ts';
import type { Pausing } from '../../../../server/language/pausing.ts';
import { RenderSpecReader } from '../../../../server/language/render-spec/render-spec-reader.ts';
import type { CompPlace } from '../../../../server/project/comp-place.ts';
import type { FolderItem } from '../../../../server/project/folder-items.ts';
import { fakePlace } from '../fusion-comp/fake-place.ts';

/** The model of a text. */
export function modelOf(text: string): LanguageModel {
  const reading = new RenderSpecReader().read(DocumentText.of(text));
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** The results without the pauses. */
export function all<Result>(results: Pausing<Result> | undefined): Result[] {
  return [...(results ?? [])].filter((result) => result !== undefined);
}

/** A render spec at `/show/pipeline/comp.renderspec.yaml` in a project with these steps and files. */
export function specPlace(steps: string, files: readonly string[]): CompPlace {
  const { config } = parseConfig(`version: 1\nproject: { id: DEMO }\nsteps: ${steps}\n`);
  if (config === undefined) throw new Error('The configuration is wrong.');
  const itemsIn = async (folder: string): Promise<readonly FolderItem[]> => {
    const names = new Map<string, FolderItem['kind']>();
    for (const file of files) {
      if (!file.startsWith(`${folder}/`)) continue;
      const [name = '', ...below] = file.slice(folder.length + 1).split('/');
      names.set(name, below.length > 0 ? 'folder' : 'file');
    }
    return [...names].map(([name, kind]) => ({ name, kind, frames: undefined, files: 1 }));
  };
  const project = { root: '/show', config, step: undefined, renderSpec: undefined };
  return { ...fakePlace({ project }), file: '/show/pipeline/comp.renderspec.yaml', itemsIn };
}

import { quote } from '../../formats/comp/quoted-string.ts';
import { versionDigits } from '../../project/names/version-folder.ts';
import type { ProjectCheck } from '../project-check.ts';
import { workingComp } from './working-comp.ts';

/** Up to the folder of a version, with the slash after it. */
const TO_VERSION = /^.*[/\\:]_published(?<slash>[/\\])/s;

/** A Loader that reads a published version when there is a newer one. */
export const loaderOutdated: ProjectCheck = {
  code: 'loader-outdated',
  title: 'A Loader reads an older version than the newest that is published.',
  defaultSeverity: 'information',
  async *run(comp) {
    if (workingComp(comp) === undefined) return;
    const published = (await comp.clips()).filter(({ clip }) => TO_VERSION.test(clip.file.text));
    const newest = await Promise.all(published.map(({ media }) => comp.place.newestVersion(media.path)));
    for (const [index, { loader, clip, media }] of published.entries()) {
      const version = newest[index];
      if (version === undefined || version.path === media.path) continue;
      const { file } = clip;
      const [head = '', slash = '/'] = TO_VERSION.exec(file.text) ?? [];
      const rest = version.path.replace(TO_VERSION, '').replaceAll(/[/\\]/g, slash);
      const name = `v${versionDigits(version.number)}`;
      yield {
        message: `${loader.name} is behind: ${name} is published.`,
        range: file.range,
        fixes: [{ title: `Read ${name}`, edits: [{ range: file.literal, newText: quote(`${head}${rest}`) }] }],
      };
    }
  },
};

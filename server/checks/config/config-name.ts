import { baseOf } from '../../formats/comp/folder-names.ts';
import { isMistakenConfigName } from '../../formats/config/config-name.ts';
import type { ConfigStack } from '../../formats/config/config-stack.ts';
import type { PlacedCheck } from '../document-check.ts';
import { firstLine } from '../first-line.ts';

/** Configurations that are passed over without a word, since their names are not quite right. */
export const configName: PlacedCheck<ConfigStack> = {
  code: 'config-name',
  title: 'A file is not read as the configuration of its project, for its name.',
  defaultSeverity: 'warning',
  *run(stack, place) {
    const name = baseOf(place.file);
    if (!isMistakenConfigName(name)) return;
    // Where letter case does not count, as mostly on Windows, the file is found all the same.
    const isInCapitals = name.toLowerCase() === 'compline.yaml';
    const where = isInCapitals ? ' where letter case counts' : '';
    yield {
      message: `This is not read as a project's configuration${where}: rename ${name} to compline.yaml.`,
      range: firstLine(stack.own.text.yaml.text),
    };
  },
};

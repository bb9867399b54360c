import { text as readAll } from 'node:stream/consumers';
import { ComplineError } from '../../protocol/errors.ts';
import type { AddCommand } from '../command.ts';
import { farmsText, offersText } from '../farm/farm-text.ts';
import { addProjectCommand } from '../project-command.ts';

/** `compline farm`: the render managers of a project. */
export const addFarm: AddCommand = (program, context, run) => {
  const farm = program.command('farm').description('The render managers that jobs of a project can be handed to.');

  addProjectCommand(farm, context, run, {
    name: 'list',
    description: 'The farms of the project; * marks the one that jobs go to where nobody says.',
    ask: (core, project) => core.request('farms/list', { project }),
    text: ({ farms }) => farmsText(farms),
  });
  addProjectCommand(farm, context, run, {
    name: 'check',
    argument: ['<farm>', 'the name that compline.yaml gives it'],
    description: 'Ask a farm whether it answers, and what there is to choose from.',
    ask: (core, project, name = '') => core.request('farms/ask', { project, farm: name }),
    text: offersText,
    isWell: ({ farm: { answers, faults } }) => answers === 'yes' && faults.length === 0,
  });
  addProjectCommand(farm, context, run, {
    name: 'credential',
    argument: ['<farm>', 'the name that compline.yaml gives it'],
    description: 'Give the core the credential of a farm, read from standard input; it is kept in memory alone.',
    ask: async (core, project, name = '') => {
      const secret = (await readAll(process.stdin)).trim();
      if (secret !== '') return await core.request('farms/secret', { project, farm: name, secret });
      throw new ComplineError({
        code: 'invalid-parameters',
        message: 'There is no credential on standard input.',
        nextStep: `Write it there: compline farm credential ${name} < file`,
      });
    },
    text: ({ farm: status }) => farmsText([status]),
  });
};

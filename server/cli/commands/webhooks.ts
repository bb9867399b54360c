import type { AddCommand } from '../command.ts';
import { addProjectCommand } from '../project-command.ts';
import { messageText, webhooksText } from '../webhook-text.ts';

/** `compline webhooks`: the messages that tell others what happens in a project. */
export const addWebhooks: AddCommand = (program, context, run) => {
  const webhooks = program.command('webhooks').description('The messages that tell others what happens in a project.');

  addProjectCommand(webhooks, context, run, {
    name: 'list',
    description: 'Where messages go, and those that wait or were given up.',
    ask: (core, project) => core.request('webhooks/list', { project }),
    text: webhooksText,
  });
  addProjectCommand(webhooks, context, run, {
    name: 'send',
    argument: ['[message]', 'the id of a message, or its beginning; all of them where it is left out'],
    description: 'Send what waits or was given up now.',
    ask: (core, project, message) =>
      core.request('webhooks/send', { project, ...(message !== undefined && { message }) }),
    text: ({ messages }) =>
      messages.length === 0 ? 'There is nothing to send.\n' : messages.map(messageText).join(''),
    isWell: ({ messages }) => messages.every(({ state }) => state === 'sent'),
  });
  addProjectCommand(webhooks, context, run, {
    name: 'test',
    argument: ['<webhook>', 'the name of the webhook'],
    description: 'Send a message to see that it comes.',
    ask: (core, project, webhook = '') => core.request('webhooks/test', { project, webhook }),
    text: ({ message }) => messageText(message),
    isWell: ({ message }) => message.state === 'sent',
  });
  addProjectCommand(webhooks, context, run, {
    name: 'drop',
    argument: ['[message]', 'the id of a message, or its beginning; all of them where it is left out'],
    description: 'Forget what was not sent.',
    ask: (core, project, message) =>
      core.request('webhooks/drop', { project, ...(message !== undefined && { message }) }),
    text: ({ dropped }) => (dropped === 1 ? '1 message was dropped.\n' : `${dropped} messages were dropped.\n`),
  });
};

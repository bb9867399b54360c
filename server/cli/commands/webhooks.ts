import path from 'node:path';
import type { Command } from 'commander';
import type { AddCommand, CommandContext, RunAction } from '../command.ts';
import { type Core, withCore } from '../core-access.ts';
import { exitCodes } from '../exit-codes.ts';
import { printJson } from '../terminal.ts';
import { messageText, webhooksText } from '../webhook-text.ts';

interface WebhookOptions {
  readonly project: string;
  readonly json?: boolean;
}

/** `compline webhooks`: the messages that tell others what happens in a project. */
export const addWebhooks: AddCommand = (program, context, run) => {
  const webhooks = program.command('webhooks').description('The messages that tell others what happens in a project.');

  add(webhooks, context, run, {
    name: 'list',
    description: 'Where messages go, and those that wait or were given up.',
    ask: (core, project) => core.request('webhooks/list', { project }),
    text: webhooksText,
  });
  add(webhooks, context, run, {
    name: 'send',
    argument: ['[message]', 'the id of a message, or its beginning; all of them where it is left out'],
    description: 'Send what waits or was given up now.',
    ask: (core, project, message) =>
      core.request('webhooks/send', { project, ...(message !== undefined && { message }) }),
    text: ({ messages }) =>
      messages.length === 0 ? 'There is nothing to send.\n' : messages.map(messageText).join(''),
    isWell: ({ messages }) => messages.every(({ state }) => state === 'sent'),
  });
  add(webhooks, context, run, {
    name: 'test',
    argument: ['<webhook>', 'the name of the webhook'],
    description: 'Send a message to see that it comes.',
    ask: (core, project, webhook = '') => core.request('webhooks/test', { project, webhook }),
    text: ({ message }) => messageText(message),
    isWell: ({ message }) => message.state === 'sent',
  });
  add(webhooks, context, run, {
    name: 'drop',
    argument: ['[message]', 'the id of a message, or its beginning; all of them where it is left out'],
    description: 'Forget what was not sent.',
    ask: (core, project, message) =>
      core.request('webhooks/drop', { project, ...(message !== undefined && { message }) }),
    text: ({ dropped }) => (dropped === 1 ? '1 message was dropped.\n' : `${dropped} messages were dropped.\n`),
  });
};

interface WebhookCommand<Result> {
  readonly name: string;
  readonly argument?: readonly [string, string];
  readonly description: string;
  readonly ask: (core: Core, project: string, argument: string | undefined) => Promise<Result>;
  /** The answer for people. */
  readonly text: (result: Result) => string;
  /** Whether what was asked for came to be; so it is where this is absent. */
  readonly isWell?: (result: Result) => boolean;
}

function add<Result>(
  webhooks: Command,
  { terminal, core }: CommandContext,
  run: RunAction,
  { name, argument, description, ask, text, isWell = () => true }: WebhookCommand<Result>,
): void {
  const command = webhooks.command(name).description(description);
  if (argument !== undefined) command.argument(...argument);
  command
    .option('--project <folder>', 'the project, or a folder in it', '.')
    .option('--json', 'print JSON')
    .action((...given: unknown[]) => {
      const word = typeof given[0] === 'string' ? given[0] : undefined;
      const options = command.opts<WebhookOptions>();
      return run(options.json === true, async () => {
        const result = await withCore(core.connect(), (it) => ask(it, path.resolve(options.project), word));
        if (options.json === true) printJson(terminal, result);
        else terminal.out(text(result));
        return isWell(result) ? exitCodes.success : exitCodes.failure;
      });
    });
}

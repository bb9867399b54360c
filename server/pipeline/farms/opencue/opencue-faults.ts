import type { CallTemplate, FarmOrder, FarmSettings } from '../driver/farm-driver.ts';
import { regularChunks } from '../driver/regular-chunks.ts';
import { isBeyondXml } from '../words/xml-text.ts';
import { posixCommand, WINDOWS_REFUSED, windowsCommand } from './opencue-command.ts';
import { openCueLayers } from './opencue-layers.ts';
import { userOf } from './opencue-names.ts';
import { type OpenCueOrder, tagsOf } from './opencue-spec.ts';

/** What cuebot's database holds of a command, and of the name and the value of a variable; in characters. */
const MOST_COMMAND = 4_000;
const MOST_VARIABLE = 36;
const MOST_VALUE = 2_048;

/** An order as OpenCue can take it, or why it cannot: a sentence. */
export function openCueOrder(settings: FarmSettings, order: FarmOrder): OpenCueOrder | { readonly refused: string } {
  const { template, tasks } = order;
  const chunks = regularChunks(tasks);
  if (template === undefined || chunks === undefined) {
    return { refused: 'OpenCue makes its chunks by itself, of one size and one call for all; these are not so.' };
  }
  if (chunks.first < 0) return { refused: 'OpenCue has no frames below 0.' };
  const user = userOf(settings.user ?? order.job.owner);
  if (user === '' || user === 'root') return { refused: 'OpenCue takes no jobs of root: name another user with user.' };
  if (order.pool !== undefined) return { refused: 'OpenCue has no pools: name tags of its machines with group.' };
  const tags = order.group === undefined ? [] : tagsOf(order.group);
  const badTag = tags.find((tag) => !/^[\w.]{3,}$/.test(tag));
  if (badTag !== undefined) {
    return { refused: `${badTag} is no tag: tags are letters, digits, _ and dots, at least three, with | between.` };
  }
  const fault = variableFault(template) ?? callFault(settings, order, template) ?? textFault(order, template);
  if (fault !== undefined) return { refused: fault };
  const longest = openCueLayers(chunks).map(({ span }) =>
    settings.platform === 'windows'
      ? windowsCommand(template)
      : posixCommand({ template, successCodes: order.layer.successCodes, ...(span !== undefined && { span }) }),
  );
  if (longest.some((command) => command.length > MOST_COMMAND)) {
    return { refused: `OpenCue keeps ${MOST_COMMAND} characters of a command, and this one is longer.` };
  }
  return { order, template, chunks };
}

function variableFault({ environment }: CallTemplate): string | undefined {
  for (const [name, value] of Object.entries(environment)) {
    if (!/^[A-Za-z_][\w.-]*$/.test(name)) return `The variable ${name} has a name that OpenCue cannot hold.`;
    if (name.length > MOST_VARIABLE) return `OpenCue keeps ${MOST_VARIABLE} characters of a variable's name: ${name}.`;
    if (value.length > MOST_VALUE) return `OpenCue keeps ${MOST_VALUE} characters of a variable: ${name}.`;
    if (value !== value.trim()) return `OpenCue takes away blanks around the value of a variable: ${name}.`;
  }
  return undefined;
}

function callFault(
  { platform }: FarmSettings,
  { tasks, layer }: FarmOrder,
  template: CallTemplate,
): string | undefined {
  if (platform !== 'windows') return undefined;
  if (tasks.some(({ frames: { first, last, step = 1 } }) => step > 1 && last > first)) {
    return 'Frames at steps go to Windows machines of OpenCue one by one: set the chunk size to 1.';
  }
  if (layer.successCodes.some((code) => code !== 0)) {
    return 'On Windows machines OpenCue takes only the exit code 0 for success.';
  }
  const refused = textsOf(template).find((text) => WINDOWS_REFUSED.test(text));
  return refused === undefined ? undefined : `This cannot be said in a command of a Windows machine: ${refused}`;
}

function textFault({ limits }: FarmOrder, template: CallTemplate): string | undefined {
  const texts = [...textsOf(template), template.cwd, ...Object.values(template.environment), ...limits];
  return texts.some(isBeyondXml) ? 'The call has characters that a job of OpenCue cannot hold.' : undefined;
}

const textsOf = ({ program, args }: CallTemplate): string[] => [
  program,
  ...args.flat().filter((part) => typeof part === 'string'),
];

import type { FarmConfig } from '../../../formats/config/farm-schema.ts';
import type { CallTemplate, TemplatePart } from '../driver/farm-driver.ts';
import { windowsWord } from '../words/windows-word.ts';

/** What Deadline puts the first and the last frame of a task for. */
const TOKENS = { first: '<STARTFRAME>', last: '<ENDFRAME>' } as const;

/** What Deadline would replace in an argument: its tokens, in any case, and the quotes of texts. */
const REPLACED = /<(?:STARTFRAME|ENDFRAME|QUOTE|AUXFILE)|[“”]/i;

/**
 * The arguments of a call as the one text that Deadline's CommandLine plug-in takes: split again by the rules of Windows
 * there. On other machines it is split by those of a shell or by those of Windows, as the worker's runtime does it; what
 * these would take differently is told by `argumentsFault`.
 */
export const deadlineArguments = ({ args }: CallTemplate): string =>
  args.map((parts) => windowsWord(parts.map(textOf).join(''))).join(' ');

/** Why arguments cannot be written so that they arrive as they are; undefined where they can. */
export function argumentsFault({ args }: CallTemplate, platform: FarmConfig['platform']): string | undefined {
  for (const parts of args) {
    const texts = parts.filter((part) => typeof part === 'string');
    const said = `in the argument ${parts.map(textOf).join('')}`;
    if (texts.some((text) => REPLACED.test(text))) return `Deadline would replace something ${said}.`;
    if (texts.some((text) => /\p{Cc}/u.test(text))) return `There is a line break or a control character ${said}.`;
    if (platform !== 'windows' && /\\(?:[\\"$`]|$)/.test(parts.map(textOf).join(''))) {
      return `A backslash there would be taken differently by Deadline's workers: ${said}.`;
    }
  }
  return undefined;
}

const textOf = (part: TemplatePart): string => (typeof part === 'string' ? part : TOKENS[part.frame]);

import { type Command, InvalidArgumentError, Option } from 'commander';
import { chunks, coarseChunks } from '../../formats/frames/chunk.ts';
import type { FrameDialect } from '../../formats/frames/dialect.ts';
import { FRAME_DIALECTS, frameDialect } from '../../formats/frames/dialects/all-dialects.ts';
import { complineDialect } from '../../formats/frames/dialects/compline.ts';
import { FrameLimitError } from '../../formats/frames/frame-limit.ts';
import type { FrameList } from '../../formats/frames/frame-list.ts';
import { sameSequence } from '../../formats/frames/same-frames.ts';
import type { AddCommand } from '../command.ts';
import { answered, readFrames, refuse, writeFrames } from '../frames/frames-answer.ts';
import { writeJsonList, writeLines } from '../frames/stream.ts';
import { printJson, type Terminal } from '../terminal.ts';

/** What a JSON document holds at most; lines are printed without end. */
const MOST_IN_JSON = { frames: 10_000_000, chunks: 1_000_000 };

interface FramesOptions {
  readonly dialect: string;
  readonly to?: string;
  readonly json?: boolean;
}

interface ChunkOptions extends FramesOptions {
  readonly size: number;
  readonly order: 'contiguous' | 'coarse';
}

/** `compline frames`: frame ranges of any program, read, written and cut. */
export const addFrames: AddCommand = (program, { terminal }, run) => {
  const frames = program.command('frames').description('Frame ranges, in the dialects of many programs.');
  const add = <Options extends FramesOptions>(
    command: Command,
    work: (list: FrameList, dialect: FrameDialect, options: Options) => Promise<void>,
  ) =>
    command
      .argument('<text>', 'the frames: 1,5,10-20 or 1-100x5; it may begin with a minus')
      .addOption(dialectOption('--dialect <name>', 'the dialect of the text').default(complineDialect.name))
      .option('--json', 'print JSON')
      .action((text: string, options: Options) => {
        const json = options.json === true;
        return run(json, () =>
          answered(terminal, json, async () => {
            const dialect = dialectOf(options.dialect);
            await within(() => work(readFrames(text, dialect), dialect, options));
          }),
        );
      });
  add(frames.command('expand').description('Every frame, one a line.'), (list, { name }, { json }) =>
    expand(terminal, list, name, json === true),
  );
  add(
    withTarget(frames.command('compress').description('The shortest text of the same frames.')),
    async (list, dialect, { to, json }) => {
      const text = writeFrames(list, to === undefined ? dialect : dialectOf(to));
      if (json === true) printJson(terminal, { dialect: to ?? dialect.name, text, count: list.count });
      else terminal.out(`${text}\n`);
    },
  );
  const convert = frames.command('convert').description('The same frames in the dialect of another program.');
  add(convert.addOption(target().makeOptionMandatory()), async (list, dialect, { to = '', json }) => {
    const target = dialectOf(to);
    const text = writeFrames(list, target);
    const sorts = !sameSequence(readFrames(text, target), list);
    if (json === true) {
      printJson(terminal, { dialect: dialect.name, to, text, count: list.count, ...(sorts && { reordered: true }) });
      return;
    }
    terminal.out(`${text}\n`);
    if (sorts) terminal.err(`${target.title} sorts its frames: their order is another one.\n`);
  });
  const chunk = withTarget(frames.command('chunk').description('The frames in chunks, one a line.'))
    .addOption(new Option('--size <frames>', 'the frames of a chunk').argParser(sizeOf).default(10))
    .addOption(
      new Option('--order <order>', 'from first to last, or first, last, middle …')
        .choices(['contiguous', 'coarse'])
        .default('contiguous'),
    );
  add<ChunkOptions>(chunk, (list, dialect, options) => cut(terminal, list, dialect, options));
};

async function expand(terminal: Terminal, list: FrameList, dialect: string, json: boolean): Promise<void> {
  if (!json) return writeLines(terminal, list.frameTexts());
  limitJson(list.count, 'frames');
  // Decimal frames are texts, so that 1.50 stays what it is; whole numbers are numbers, however large.
  const areDecimal = list.texts?.some((text) => text.includes('.')) === true;
  const items = list.frameTexts().map((text) => (areDecimal ? JSON.stringify(text) : text));
  return writeJsonList(terminal, { dialect, count: list.count }, 'frames', items);
}

async function cut(terminal: Terminal, list: FrameList, dialect: FrameDialect, options: ChunkOptions): Promise<void> {
  const target = options.to === undefined ? dialect : dialectOf(options.to);
  const parts = options.order === 'coarse' ? coarseChunks(list, options.size) : chunks(list, options.size);
  if (options.json !== true) {
    return writeLines(
      terminal,
      parts.map((part) => writeFrames(part, target)),
    );
  }
  limitJson(Math.ceil(list.count / options.size), 'chunks');
  // All are made before the first is printed, so that what cannot be written leaves no half of a document.
  const items = Array.from(parts, (part) => JSON.stringify({ text: writeFrames(part, target), count: part.count }));
  return writeJsonList(terminal, { dialect: target.name, count: list.count }, 'chunks', items);
}

function limitJson(count: number, what: keyof typeof MOST_IN_JSON): void {
  const most = MOST_IN_JSON[what];
  if (count <= most) return;
  refuse(`too-many-${what}`, `${count} ${what}: JSON holds ${most} at most. Without --json there is no limit.`);
}

/** What the arithmetic of ranges refuses is the text's fault, not Compline's. */
async function within(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FrameLimitError) refuse(error.code, error.message);
    throw error;
  }
}

const dialectOption = (flags: string, description: string) =>
  new Option(flags, description).choices(FRAME_DIALECTS.map(({ name }) => name));

const target = () =>
  new Option('--to <name>', 'the dialect to write').choices(
    FRAME_DIALECTS.filter(({ print }) => print !== undefined).map(({ name }) => name),
  );

const withTarget = (command: Command) => command.addOption(target());

/** Commander lets only the names of dialects through. */
function dialectOf(name: string): FrameDialect {
  return frameDialect(name) ?? complineDialect;
}

function sizeOf(text: string): number {
  const size = Number(text);
  if (/^[0-9]+$/.test(text) && size > 0 && Number.isSafeInteger(size)) return size;
  throw new InvalidArgumentError('A chunk has 1 frame or more.');
}

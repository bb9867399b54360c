// usage: renderers-page.ts
// Writes docs/renderers.md, the description of the presets of renderers, from the presets.
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { PLACEHOLDER_MEANINGS } from '../server/formats/config/placeholders.ts';
import { RENDERER_PRESETS } from '../server/formats/renderers/all-presets.ts';
import { LINE_TELLS, PATTERN_GROUPS } from '../server/formats/renderers/line-pattern.ts';
import type { Argument, RendererPreset } from '../server/formats/renderers/renderer-preset.ts';
import { at } from './lib/paths.mjs';

const introduction = `# Renderers

A renderer of [\`compline.yaml\`](configuration.md) is a program that renders frames. A preset knows the program: its name, its arguments, what its exit codes mean and what its lines tell. This page is made from the presets.

\`\`\`yaml
version: 1
project: { id: DEMO }
steps:
  COMP: { renderer: fusion }
  LIGHT: { renderer: maya, scene: scenes/DEMO_S_SH010_LIGHT.ma, layer: BG, camera: shotCam }
renderers:
  fusion:
    preset: fusion-render-node
    program: /opt/BlackmagicDesign/FusionRenderNode18/FusionRenderNode
    timeout: 3600
  maya:
    preset: maya-redshift
    environment: { MAYA_DISABLE_CIP: '1' }
    gpus: 1
    memory: 24
    patterns:
      ignore: ['^Warning: Unrecognized node type']
\`\`\`

What is written beside \`preset\` takes the place of what the preset says: \`program\`, \`args\`, \`successCodes\`, \`frames\`, \`calls\`, \`gpus\`. \`patterns\` and \`environment\` are added to it, patterns before those of the preset. A renderer without a preset is any command, and says its \`program\` and \`args\` itself.

- **Scenes** of a preset are the files that [the form of a render](queue.md#the-form) offers it for. With \`args\` of your own a renderer is offered for any file.
- **What would run is what is trusted**: program, arguments, script and environment, as the preset and the configuration together have them. A newer Compline whose preset calls a program otherwise asks for trust again.
- **An exit code and the frames on disk decide** whether a call went well. Lines tell how far it is, what it says and where; a line that looks like success or failure decides nothing, and a file that was there before and was not written anew does not count.
- **Frames at steps** (\`1-100x5\`) are one call for a renderer whose arguments hold \`{step}\`, or \`{frames}\` without \`{count}\`; else a call for each frame.
- **Lines** are read whatever their ends and colours are, carriage returns of progress bars and UTF-16 of Windows included. Each is kept in the log of its attempt with its time and its level, and errors with the file and line that they name.

## Placeholders

| placeholder | stands for |
| --- | --- |
`;

const groups = `
A list in the list of arguments is a group: \`[-cam, '{camera}']\` is left out where no camera is named. A placeholder outside of a group that stands for nothing is an error, told before anything is rendered.

## Patterns

| key | groups | of them one is needed |
| --- | --- | --- |
`;

const machine = `
A search that takes long on long lines is refused, or made in the first 256 characters of a line alone: what is repeated is not to be repeated again, and few \`.*\` are better than many.

## Threads, GPUs, memory

\`compline system\` shows what the machine has, and what is kept for those who work at it; in VS Code [the *System* view](queue.md#this-machine) does. Calls of renderers share the rest, and wait where it is not enough; nothing is promised twice.

- **GPUs** go by the numbers of the driver, from 0. A call gets those that it has by \`CUDA_VISIBLE_DEVICES\`, with \`CUDA_DEVICE_ORDER=PCI_BUS_ID\`, so that the numbers are the driver's. It counts within them from 0 again: \`{gpus}\` is \`0\` for one GPU and \`0,1\` for two, whichever they are. A renderer whose \`environment\` sets \`CUDA_VISIBLE_DEVICES\` is left alone.
- **\`threads\`** of a renderer are what \`{threads}\` stands for. Where it is absent calls share what is not kept.
- What [a submission](queue.md) says of threads, GPUs and memory has the word over the renderer. What a renderer says is made no more than what renders may use; a submission that wants more is refused.
- **\`memory\`** is in gigabytes.
`;

/** The page's text. */
export function renderersPage(): string {
  const placeholders = Object.entries(PLACEHOLDER_MEANINGS).map(
    ([name, meaning]) => `| \`{${name}}\` | ${meaning} |\n`,
  );
  const patterns = LINE_TELLS.map((tells) => {
    const { needs, may } = PATTERN_GROUPS[tells];
    return `| \`patterns.${tells}\` | ${codes([...needs, ...may])} | ${codes(needs)} |\n`;
  });
  return `${introduction}${placeholders.join('')}${groups}${patterns.join('')}${machine}\n## Presets\n${RENDERER_PRESETS.map(section).join('')}`;
}

function section(preset: RendererPreset): string {
  const { name, title, about, scenes, programs, args, calls, dialect, formats, gpus, exitCodes, sources } = preset;
  const isCommand = args.length === 0;
  const facts = [
    ...(scenes === undefined ? [] : [`**Scenes**: ${codes(scenes)}`]),
    ...(isCommand ? [] : [`**Program**: ${codes(programs)}`, `**Arguments**: ${args.map(argument).join(' ')}`]),
    `**One call renders**: ${CALLS[calls]}${calls === 'list' ? `, in the dialect \`${dialect}\`` : ''}`,
    ...(formats === undefined
      ? []
      : [`**\`{format}\`**: ${[...new Set(Object.values(formats))].map(code).join(', ')}`]),
    ...(gpus === undefined ? [] : [`**GPUs**: ${gpus}`]),
    `**Exit codes**: ${exitCodes}`,
    ...(sources.length === 0 ? [] : [`**Sources**: ${sources.map((source) => `<${source}>`).join(', ')}`]),
  ];
  return `\n### \`${name}\`: ${title}\n\n${about}\n\n${facts.map((fact) => `- ${fact}\n`).join('')}`;
}

const CALLS = { list: 'any frames', range: 'a range of frames', single: 'one frame' } as const;

const code = (text: string) => `\`${text}\``;
const codes = (texts: readonly string[]) => (texts.length === 0 ? '—' : texts.map(code).join(', '));

function argument(it: Argument): string {
  return typeof it === 'string' ? code(it) : `[${it.map(code).join(' ')}]`;
}

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(at('docs', 'renderers.md'), renderersPage());

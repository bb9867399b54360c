// usage: configuration-page.ts
// Writes docs/configuration.md, the description of compline.yaml, from its schema.
import { writeFileSync } from 'node:fs';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { configSchema } from '../server/formats/config/schema.ts';
import { at } from './lib/paths.mjs';

/** As much of JSON Schema as the page shows. */
interface Shape {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
}

const introduction = `# compline.yaml

A folder with a \`compline.yaml\` is a project; the file says how the project is laid out and what renders it. Unknown keys are errors. This page is made from the schema that the file is checked against.

| key | value | meaning |
| --- | --- | --- |
`;

/** What the table alone does not tell. */
const explanations = `
## Studio, show, step: \`extends\`

A configuration can build on others: what the studio always says stands in one file, and a show says what is its own.

\`\`\`yaml
# /studio/studio.compline.yaml
version: 1
frameRate: 24
renderers:
  fusion:
    program: /opt/fusion/FusionRenderNode
    args: ['{comp}', -render, -start, '{first}', -end, '{last}', -quit]
    timeout: 3600
\`\`\`

\`\`\`yaml
# /shows/demo/compline.yaml
version: 1
extends: ../../studio/studio.compline.yaml
project: { id: DEMO }
frameRate: 25
renderers:
  fusion: { timeout: 7200 }
steps:
  COMP: { renderer: fusion }
\`\`\`

The project has a frame rate of 25, and \`fusion\` with the program and arguments of the studio and two hours of time.

- **Maps are joined key by key**, however deep. Anything else, lists too, takes the place of what was there.
- **A key that is left empty** (\`nuke:\` or \`nuke: ~\`) takes away what was there.
- **A list** builds on several files, each over those before it: \`extends: [studio.compline.yaml, steps/comp.compline.yaml]\` puts what belongs to a step into a file of its own.
- **Paths** in \`extends\` count from the folder of the file that names them. All other relative paths count from the root of the project, whichever file says them.
- **Names**: only files named \`compline.yaml\` or \`something.compline.yaml\` are read, on this machine or a share of it, up to 8 on each other. \`version\` and \`extends\` are about their own file; \`project\` may stand in any of them.
- **Faults** of any of the files make the configuration one with faults, which is not used. What is asked for before a project is trusted is what all of its files together would run: a new program in the studio's file needs new trust.

In the editor a hover over a key tells what it takes the place of, and *Go to Definition* leads there.

## Programs: \`renderers\`

[A page of its own](renderers.md) tells what presets there are, what the placeholders of arguments stand for, and how GPUs, threads and memory are shared.

## Render farms: \`farms\`

Each entry describes a render manager; \`farm\` names the one that jobs go to by themselves. Without it that is this machine, \`local\`.

\`\`\`yaml
farm: cue
farms:
  cue: { type: opencue, url: 'https://cue.studio.example:8448', show: demo }
  hpc: { type: slurm, pool: render }
\`\`\`

Which settings a type needs and knows is checked while you write ([\`config-farm-incomplete\`](diagnostics/config-farm-incomplete.md)), and completion offers those alone; the snippets \`farm-slurm\`, \`farm-opencue\`, \`farm-deadline\`, \`farm-flamenco\` and \`farm-deadline-cloud\` write an entry. A farm that lacks something takes no jobs; the rest of the configuration is used all the same.

Credentials never stand here. *Compline: Set Farm Credential…* keeps one in the secret storage of VS Code, for this project, this farm and this address: where the configuration names another address, the credential of before does not go there. A project is asked to be trusted for its farms as for its programs: another type, address, user or certificate, and a word like \`verify\` or \`unencrypted\`, is asked for anew; a pool, a group, limits and the choice of \`farm\` are not.

*Compline: Switch Farm…* writes \`farm\`, and changes nothing else in the file.

## One folder, three platforms: \`roots\`

Where Windows, Linux and macOS work on the same shares, a root says what a folder is called on each:

\`\`\`yaml
roots:
  plates:
    windows: 'P:\\'
    linux: /mnt/plates
    macos: /Volumes/plates
    map: 'Plates:'
  cache:
    windows: '\\\\nas\\cache'
    linux: /mnt/cache
    macos: /Volumes/cache
\`\`\`

A comp that names \`P:\\SH010\\plate.1001.exr\` is then understood on Linux: its media is looked for, and read by renders, at \`/mnt/plates/SH010/plate.1001.exr\`. Both slashes end a folder; letter case is all one on Windows and macOS; where roots lie inside of each other, the innermost counts.

\`map\` is the path map by which Fusion knows the folder. With it *Write the path with its root* turns the path into \`Plates:SH010/plate.1001.exr\`, and gives the comp the path map with the folders of all platforms, of which Fusion takes the one that is there. *Write the path for Linux* (or Windows, macOS) writes it as this machine knows it.

## Frames of shots: \`shots\`

\`\`\`yaml
shots:
  SH010: { frames: 1001-1100, handles: 8 }
  SH020: { frames: 1001-1048 }
\`\`\`

The name is that of the shot in its folders and files. \`GlobalRange\` of its comps is then to be 993 to 1108, and \`RenderRange\` that or 1001 to 1100: see [\`comp-shot-range\`](diagnostics/comp-shot-range.md).

## People: \`roles\`

\`\`\`yaml
roles:
  supervisor: [ann]
  lead: [jo, kim]
\`\`\`

## Versions of the format

\`version\` is 1. When a later Compline has another version, it goes on reading this one and offers to *migrate* it: see [\`config-version\`](diagnostics/config-version.md).
`;

/** The page's text. */
export function configurationPage(): string {
  const shape: Shape = z.toJSONSchema(configSchema, { io: 'input' }) as Shape;
  return introduction + rows(shape, '').join('') + explanations;
}

function rows(shape: Shape, prefix: string): string[] {
  return Object.entries(shape.properties ?? {}).flatMap(([key, value]) => {
    const name = prefix + key;
    const required = shape.required?.includes(key) === true ? ' (required)' : '';
    const standard =
      value.default === undefined || typeof value.default === 'object' ? '' : ` Default: \`${value.default}\`.`;
    const row = `| \`${name}\` | ${kind(value)}${required} | ${escaped(value.description ?? '')}${standard} |\n`;
    const each = typeof value.additionalProperties === 'object' ? value.additionalProperties : undefined;
    return [
      row,
      ...rows(value, `${name}.`),
      ...(each === undefined ? [] : rows(each, `${name}.<name>.`)),
      ...(value.items === undefined ? [] : rows(value.items, `${name}[].`)),
    ];
  });
}

function kind(shape: Shape): string {
  if (shape.const !== undefined) return `\`${String(shape.const)}\``;
  if (shape.enum !== undefined) return shape.enum.map((it) => `\`${String(it)}\``).join(', ');
  if (shape.anyOf !== undefined) return shape.anyOf.map(kind).join(' or ');
  if (shape.type === 'array') return `list of ${plural(shape.items ?? {})}`;
  if (typeof shape.additionalProperties === 'object') return `map of name to ${kind(shape.additionalProperties)}`;
  return shape.type === 'object' ? 'map' : (shape.type ?? '');
}

function plural(shape: Shape): string {
  if (shape.anyOf !== undefined) return shape.anyOf.map(plural).join(' or ');
  const one = kind(shape) || 'value';
  return one.startsWith('list of ') ? `lists${one.slice('list'.length)}` : `${one}s`;
}

const escaped = (text: string) => text.replaceAll('|', '\\|');

if (argv[1] === fileURLToPath(import.meta.url)) writeFileSync(at('docs', 'configuration.md'), configurationPage());

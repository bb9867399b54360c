import * as z from 'zod';

const name = z.string().min(1);

/** The keys of LRC Toolbox's render configurations, and what Compline adds; other keys are another program's. */
export const renderSchema = z.object({
  name: name.optional().describe('What the job is called, and what others of the batch wait for it by.'),
  scene_file: name.describe('The scene: absolute, or from the folder of this file.'),
  layers: z
    .array(name)
    .min(1, 'Name at least one layer.')
    .describe('What of the scene is rendered: render layers, Savers, Write nodes.'),
  frame_range: z
    .string()
    .optional()
    .describe("Frames as LRC Toolbox writes them: 1-24, 1,5,10, 1-100x5. The scene's own where it is left out."),
  renderer: name
    .optional()
    .describe('A renderer of compline.yaml; may be left out where the step names it, or there is only one.'),
  output_path: name.nullish().describe('The files to write, name.%04d.exr; {layer} stands for the layer.'),
  cpu_threads: z.int().positive().optional().describe('Threads that a chunk has to itself.'),
  use_gpu: z.boolean().optional().describe('A chunk has one GPU to itself.'),
  gpus: z.int().positive().optional().describe('GPUs that a chunk has to itself; goes before use_gpu.'),
  priority: z.int().min(0).max(100).optional().describe('From 0 to 100, usually 50; the higher one is rendered first.'),
  tags: z.array(name).default([]).describe('Words to find the job by.'),
  comment: z.string().optional().describe('What people should know of the job.'),
  depends_on: z
    .array(name)
    .default([])
    .describe('The names of renders before it in this file; it begins when they are done.'),
});

/** A batch as JSON Schema, for editors: one render, a list of them, or `{ "jobs": [...] }`. */
export function batchJsonSchema(): object {
  const { $schema, ...render } = z.toJSONSchema(renderSchema, { io: 'input', target: 'draft-7' });
  const renders = { type: 'array', minItems: 1, items: { $ref: '#/definitions/render' } };
  return {
    $schema,
    title: 'A batch of renders',
    description: 'One render, a list of them, or { "jobs": [...] }; what `compline render` takes.',
    definitions: { render },
    anyOf: [
      { $ref: '#/definitions/render' },
      renders,
      {
        type: 'object',
        required: ['jobs'],
        properties: { jobs: { ...renders, description: 'The renders of the batch.' } },
      },
    ],
  };
}

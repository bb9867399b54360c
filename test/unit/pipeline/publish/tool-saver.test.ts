import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkComp } from '../../../../server/checks/check-comp.ts';
import { parseComp } from '../../../../server/formats/comp/parse-comp.ts';
import { withToolSaver } from '../../../../server/pipeline/publish/tool-saver.ts';
import { InstantQueue } from './instant-queue.ts';
import { contents, publishToEnd, testProject } from './test-project.ts';

const comp = (tools: string) => `Composition {\n\tTools = {\n${tools}\n\t},\n}\n`;
const BLUR = '\t\tBlur1 = Blur { Inputs = { XBlurSize = Input { Value = 2, }, }, },';

describe('a Saver behind a tool', () => {
  test.each([
    ['a tool', BLUR, 'Blur1', 'Output'],
    [
      'a tool that is taken by another output',
      `${BLUR}\n\t\tM = Merge { Inputs = { Background = Input { SourceOp = "Blur1", Source = "Out2", }, }, },`,
      'Blur1',
      'Out2',
    ],
    [
      'a tool that is another one’s mask',
      `${BLUR}\n\t\tM = Merge { Inputs = { EffectMask = Input { SourceOp = "Blur1", Source = "Mask", }, }, },`,
      'Blur1',
      'Output',
    ],
    ['a tool in a group', `\t\tG = GroupOperator { Tools = ordered() {\n${BLUR}\n\t\t}, },`, 'Blur1', 'Output'],
    [
      'a group',
      `\t\tG = GroupOperator { Outputs = { MainOutput1 = InstanceOutput { SourceOp = "Blur1", Source = "Output", }, }, Tools = ordered() {\n${BLUR}\n\t\t}, },`,
      'G',
      'MainOutput1',
    ],
    ['a tool whose name is taken', `${BLUR}\n\t\tComplinePreview = Blur { Inputs = { }, },`, 'Blur1', 'Output'],
  ])('%s', (_name, tools, tool, output) => {
    const original = comp(tools);
    const { bytes, saver } = withToolSaver(Buffer.from(original), tool, '/show/SH010.comp');
    const result = parseComp(Buffer.from(bytes).toString());
    expect(result.errors).toEqual([]);
    const [added] = result.toolsByName.get(saver) ?? [];
    expect(added?.id).toBe('Saver');
    expect(added?.scope).toBe(result.toolsByName.get(tool)?.[0]?.scope);
    expect(added?.inputs.find(({ name }) => name === 'Input')).toMatchObject({ source: { name: tool }, output });
    expect(result.tools).toHaveLength(parseComp(original).tools.length + 1);
    expect(checkComp(result).filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });

  test('keeps bytes that are no text', () => {
    const original = Buffer.concat([Buffer.from(`\ufeff${comp(BLUR)}`), Buffer.from([0xf9, 0xdd, 0])]);
    const { bytes } = withToolSaver(original, 'Blur1', '/show/a.comp');
    expect(Buffer.from(bytes).subarray(0, 3)).toEqual(original.subarray(0, 3));
    expect(Buffer.from(bytes).subarray(-3)).toEqual(original.subarray(-3));
  });

  test('of a tool that is not there is refused', () => {
    expect(() => withToolSaver(Buffer.from(comp(BLUR)), 'Blur2', '/a.comp')).toThrow(/no tool named Blur2/);
  });

  test('makes a preview of that tool, beside that of the comp, and the comp stays as it is', async () => {
    const project = await testProject();
    const queue = new InstantQueue();
    const publisher = project.publisher(undefined, queue);
    const before = await readFile(project.comp);
    const whole = await publishToEnd(publisher, project.options({ kind: 'preview' }));
    expect(whole).toMatchObject({ phase: 'completed' });
    const tool = 'Plate';
    const ended = await publishToEnd(publisher, project.options({ kind: 'preview', tool }));
    const target = path.join(project.preview, 'DEMO_S_SH020_COMP_Plate');
    expect(ended).toMatchObject({ phase: 'completed', target });
    expect((await readdir(project.preview)).sort()).toEqual(['DEMO_S_SH020_COMP', 'DEMO_S_SH020_COMP_Plate']);
    expect(Object.keys(await contents(target))).toHaveLength(13);
    expect(await readFile(project.comp)).toEqual(before);
  });

  test('is for previews alone', async () => {
    const project = await testProject();
    const publisher = project.publisher();
    await expect(publisher.plan(project.options({ tool: 'Plate' }))).rejects.toMatchObject({
      code: 'invalid-parameters',
    });
    await expect(publisher.plan(project.options({ kind: 'preview', tool: 'Nope' }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

import { expect, test } from 'vitest';
import { watchConfigurations } from '../../../server/language/watch-configurations.ts';

/** What the client is asked to watch, as `folder name`. */
function rig(folders: readonly string[] | null, rootUri: string | null = null) {
  const asked: string[] = [];
  const log: string[] = [];
  const register = async (_type: unknown, options: unknown): Promise<never> => {
    const told = JSON.stringify(options).match(/"baseUri":"([^"]*)","pattern":"([^"]*)"/);
    asked.push(`${told?.[1]} ${told?.[2]}`);
    throw new Error('refused');
  };
  const workspaceFolders = folders?.map((uri) => ({ uri, name: '' })) ?? null;
  const client = { register };
  // The one method that is used of a client.
  const connection = { client } as unknown as Parameters<typeof watchConfigurations>[0]['connection'];
  return {
    asked,
    log,
    watch: watchConfigurations({ connection, params: { workspaceFolders, rootUri }, log: (line) => log.push(line) }),
  };
}

test('configurations outside of the folders of the client are watched, each once', async () => {
  const { asked, log, watch } = rig(['file:///shows/demo']);
  watch('file:///shows/demo/compline.yaml');
  watch('file:///shows/demo%20two/compline.yaml');
  watch('file:///studio/my%20studio.compline.yaml');
  watch('file:///studio/my studio.compline.yaml');
  expect(asked).toEqual(['file:///shows/demo%20two compline.yaml', 'file:///studio my studio.compline.yaml']);
  await new Promise((resolve) => setTimeout(resolve));
  expect(log).toHaveLength(2);
});

test.each([
  [null, 'file:///c%3A/show/', 'file:///C:/show/compline.yaml', 0],
  [null, null, 'file:///show/compline.yaml', 1],
  [[], 'file:///show', 'file:///show/compline.yaml', 1],
])('folders %j and root %j: %s', (folders, root, uri, count) => {
  const { asked, watch } = rig(folders, root);
  watch(uri);
  expect(asked).toHaveLength(count);
});

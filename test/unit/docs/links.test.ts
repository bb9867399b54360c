import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { at } from '../../../scripts/lib/paths.mjs';

const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: at() });

/** The anchors of a page, as GitHub makes them of its headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Why a link leads nowhere; absent for one that leads somewhere. */
function fault(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(at(target))) return `${link}: no such file`;
  if (anchor === undefined || anchorsOf(readFileSync(at(target), 'utf8')).includes(anchor)) return undefined;
  return `${link}: no such heading`;
}

test.each(pages)('the links of %s lead somewhere', (page) => {
  const links = [...readFileSync(at(page), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
  const faults = links.filter((link) => !/^[a-z]+:/.test(link)).map((link) => fault(page, link));
  expect(faults.filter((it) => it !== undefined)).toEqual([]);
});

test('there are pages with links to look at', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', join('docs', 'comps.md')]));
  expect(fault('README.md', 'docs/comps.md#nowhere')).toContain('no such heading');
  expect(fault('README.md', 'docs/nowhere.md')).toContain('no such file');
});

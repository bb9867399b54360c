import {
  type CancellationToken,
  type FileOperationRegistrationOptions,
  type RenameFilesParams,
  WillRenameFilesRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { LanguageFeature } from '../feature.ts';
import { gather } from '../pausing.ts';
import { rangeOfStretch } from '../workspace/range-of-stretch.ts';
import type { KnownFile, Workspace } from '../workspace/workspace.ts';
import type { AddressChange, FollowChanges } from '../workspace/workspace-files.ts';
import { type DocumentEdits, toWorkspaceEdit } from '../workspace-edit.ts';

/** Files that comps name: pictures, movies, sound, tables of colours, geometry, scripts, and comps themselves. */
const NAMED_FILES = [
  ...['exr', 'dpx', 'cin', 'png', 'jpg', 'jpeg', 'tif', 'tiff', 'tga', 'sgi', 'rgb', 'iff', 'pic', 'bmp', 'psd', 'hdr'],
  ...[
    'jp2',
    'gif',
    'webp',
    'svg',
    'mov',
    'mp4',
    'm4v',
    'avi',
    'mxf',
    'mkv',
    'webm',
    'mpg',
    'wav',
    'mp3',
    'aif',
    'aiff',
  ],
  ...[
    'cube',
    '3dl',
    'lut',
    'alut',
    'itx',
    'csp',
    'ocio',
    'fbx',
    'abc',
    'obj',
    'usd',
    'usda',
    'usdc',
    'usdz',
    'lua',
    'py',
  ],
  ...['txt', 'csv', 'comp', 'setting'],
];

/** The client asks before it renames one of these, or any folder. */
const REGISTRATION: FileOperationRegistrationOptions = {
  filters: [
    {
      scheme: 'file',
      pattern: { glob: `**/*.{${NAMED_FILES.join(',')}}`, matches: 'file', options: { ignoreCase: true } },
    },
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' } },
  ],
};

/** The edits with which the files keep naming the same files; `undefined` comes in between. */
function* editsAfter(
  files: readonly KnownFile[],
  changes: readonly AddressChange[],
  follow: FollowChanges,
): Generator<DocumentEdits | undefined> {
  const namesIn = follow(changes);
  for (const { uri, version, facts, support } of files) {
    const maps = facts.flatMap((fact) => (fact.kind === 'map' ? [[fact.name.toLowerCase(), fact.path] as const] : []));
    const nameAfter = namesIn(uri, new Map(maps));
    const edits: DocumentEdits['edits'][number][] = [];
    for (const fact of facts) {
      const name = fact.kind === 'symbol' ? undefined : nameAfter(fact.path);
      if (fact.kind !== 'symbol' && name !== undefined) {
        edits.push({ range: rangeOfStretch(fact.place), newText: support.writeText?.(name) ?? name });
      }
      yield undefined;
    }
    if (edits.length > 0) yield { uri, version, edits };
  }
}

/** What the user's renaming of files changes in the comps that name them. */
async function findEdits(
  workspace: Workspace,
  changes: readonly AddressChange[],
  token: CancellationToken,
): Promise<readonly DocumentEdits[]> {
  if (workspace.disk === undefined) return [];
  // The edits are about places in files, which must be those of now.
  const files = await workspace.files(token, true);
  const edits = editsAfter(files, changes, workspace.disk.followChanges);
  return (await gather(edits, { version: 0 }, token)).results;
}

/** Files that are renamed or moved keep being found by the comps that name them: `workspace/willRenameFiles`. */
export const fileRenames: LanguageFeature = {
  capabilities: ({ navigation }) =>
    navigation.asksBeforeFileRenames ? { workspace: { fileOperations: { willRename: REGISTRATION } } } : {},
  register({ connection, client, requests, workspace }) {
    connection.onRequest(
      WillRenameFilesRequest.type,
      requests.guard<RenameFilesParams, WorkspaceEdit | null>(
        WillRenameFilesRequest.method,
        null,
        async ({ files }, token) => {
          const edits = await findEdits(workspace, files, token);
          return edits.length === 0 ? null : toWorkspaceEdit(edits, client);
        },
      ),
    );
  },
};

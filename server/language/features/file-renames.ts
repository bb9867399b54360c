import {
  type CancellationToken,
  type FileOperationRegistrationOptions,
  type RenameFilesParams,
  WillRenameFilesRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { FeatureContext, LanguageFeature } from '../feature.ts';
import { gather } from '../pausing.ts';
import { throwIfCancelled } from '../request-guard.ts';
import { editsAfter, namesFiles, type ProjectOfNames } from '../workspace/follow-names.ts';
import type { AddressChange } from '../workspace/workspace-files.ts';
import { type DocumentEdits, toWorkspaceEdit } from '../workspace-edit.ts';

/** The endings of files that others name. */
const NAMED_FILES = [
  // Pictures and movies.
  'exr dpx cin png jpg jpeg tif tiff tga sgi rgb iff pic bmp psd hdr jp2 gif webp svg',
  'mov mp4 m4v avi mxf mkv webm mpg',
  // Sound, tables of colours, geometry, scripts.
  'wav mp3 aif aiff',
  'cube 3dl lut alut itx csp ocio',
  'fbx abc obj usd usda usdc usdz',
  'lua py',
  // Tables, and the files of our languages.
  'txt csv json',
  'comp setting yaml yml sorastudio frames',
].flatMap((endings) => endings.split(' '));

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

/** What the user's renaming of files changes in the files that name them. */
async function findEdits(
  { workspace, placeOf }: Pick<FeatureContext, 'workspace' | 'placeOf'>,
  changes: readonly AddressChange[],
  token: CancellationToken,
): Promise<readonly DocumentEdits[]> {
  if (workspace.disk === undefined) return [];
  // The edits are about places in files, which must be those of now.
  const files = await workspace.files(token, true);
  const projects = new Map<string, ProjectOfNames>();
  for (const { uri } of files.filter(namesFiles)) {
    const place = await placeOf(uri);
    throwIfCancelled(token);
    projects.set(uri, { root: place?.project?.root, roots: place?.roots });
  }
  const edits = editsAfter(files, changes, workspace.disk.followChanges, (uri) => projects.get(uri));
  return (await gather(edits, { version: 0 }, token)).results;
}

/** Files that are renamed or moved keep being found by the files that name them: `workspace/willRenameFiles`. */
export const fileRenames: LanguageFeature = {
  capabilities: ({ navigation }) =>
    navigation.asksBeforeFileRenames ? { workspace: { fileOperations: { willRename: REGISTRATION } } } : {},
  register(context) {
    const { connection, client, requests } = context;
    connection.onRequest(
      WillRenameFilesRequest.type,
      requests.guard<RenameFilesParams, WorkspaceEdit | null>(
        WillRenameFilesRequest.method,
        null,
        async ({ files }, token) => {
          const edits = await findEdits(context, files, token);
          return edits.length === 0 ? null : toWorkspaceEdit(edits, client);
        },
      ),
    );
  },
};

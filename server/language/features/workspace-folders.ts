import type { LanguageFeature } from '../feature.ts';

/** Windows with several folders; the workspace follows the folders that are opened and closed. */
export const workspaceFolders: LanguageFeature = {
  capabilities: ({ navigation }) =>
    navigation.workspaceFolders
      ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } }
      : {},
  register: () => {},
};

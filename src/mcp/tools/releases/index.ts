import type { Tool } from '../define-tool.js';
import { addReleaseNote } from './add-release-note.tool.js';
import { createRelease } from './create-release.tool.js';
import { deleteRelease } from './delete-release.tool.js';
import { getRelease } from './get-release.tool.js';
import { listReleases } from './list-releases.tool.js';
import { updateRelease } from './update-release.tool.js';

/** In the order in which clients see them. */
export const releasesTools: readonly Tool[] = [
  listReleases,
  getRelease,
  createRelease,
  updateRelease,
  deleteRelease,
  addReleaseNote,
];

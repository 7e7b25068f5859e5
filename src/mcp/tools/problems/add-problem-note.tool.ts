import { addRecordNote } from '../records/add-record-note.js';
import { problemToolset } from './problem-toolset.js';

export const addProblemNote = addRecordNote(problemToolset);

import { describe, expect, it } from '@jest/globals';
import type { Toolset } from '../../../common/toolsets.js';
import { rankTools } from './rank-tools.js';

const tool = (name: string, description: string, toolset: Toolset = 'requests') => ({
  ...{ name, description, title: name.replaceAll('_', ' '), toolsets: [toolset] },
  ...{ readOnly: true, inputSchema: {} },
});
const tools = [
  tool('list_requests', 'List requests (tickets).'),
  tool('delete_request', 'Delete a request for good.'),
  tool('list_problems', 'List problems.', 'problems'),
  tool('create_problem', 'Create a problem.', 'problems'),
  tool('delete_problem', 'Delete a problem.', 'problems'),
  tool('list_worklogs', 'List the time worked on a request.'),
  tool('get_solution', 'Read a solution from the knowledge base.', 'solutions'),
];
const best = (query: string): string | undefined => rankTools(tools, query)[0]?.name;

describe('the tools that fit a query', () => {
  it.each([
    ['delete a problem', 'delete_problem'],
    ['show me all problems', 'list_problems'],
    ['remove ticket', 'delete_request'],
    ['time sheet hours', 'list_worklogs'],
    ['kb article', 'get_solution'],
    ['how do I erase the incident?', 'delete_request'],
    ['list_worklogs', 'list_worklogs'],
    ['which problems were deleted', 'delete_problem'],
    ['new problem', 'create_problem'],
  ])('%s: %s comes first', (query, name) => {
    expect(best(query)).toBe(name);
  });

  it('are none when no word is known', () => {
    expect(rankTools(tools, 'photosynthesis')).toEqual([]);
    expect(rankTools(tools, 'the of and')).toEqual([]);
    expect(rankTools(tools, 'constructor valueof __proto__')).toEqual([]);
  });
});

import type { SimulatedAccount } from './account';

const shopApp = '7412000000000000001';

/** A small account: two workspaces with chatflows of each kind, an app and agents. */
export const defaultAccount: SimulatedAccount = {
  id: '7300000000000000001',
  name: 'Ada',
  plan: { level: 'free', calls: 500 },
  workspaces: [
    {
      id: '7400000000000000001',
      name: 'Personal',
      type: 'personal',
      role: 'owner',
      workflows: [
        {
          id: '7500000000000000001',
          name: 'travel_guide',
          description: 'Plans a trip and asks for what it needs',
          mode: 'chatflow',
          isPublished: true,
          updatedAt: 1_789_000_000,
          versions: [
            { version: 'v0.0.3', description: 'Asks for the month', createdAt: 1_789_000_000 },
            { version: 'v0.0.2', description: 'Shorter answers', createdAt: 1_786_000_000 },
            { version: 'v0.0.1', description: 'First version', createdAt: 1_783_000_000 },
          ],
          inputs: {
            city: { type: 'string', required: false, description: 'Where the trip starts' },
            days: { type: 'integer', required: false, default_value: '3' },
            photos: { type: 'array', required: false, items: { type: 'image' } },
            traveller: {
              type: 'object',
              required: false,
              properties: { name: { type: 'string', required: true }, age: { type: 'integer' } },
            },
          },
          outputs: { output: { type: 'string' } },
        },
        {
          id: '7500000000000000002',
          name: 'support_desk',
          description: 'Answers questions about orders',
          mode: 'chatflow',
          isPublished: true,
          appId: shopApp,
          updatedAt: 1_790_000_000,
        },
        {
          id: '7500000000000000003',
          name: 'meeting_notes',
          mode: 'chatflow',
          isPublished: false,
          updatedAt: 1_791_000_000,
        },
        {
          id: '7500000000000000004',
          name: 'weekly_report',
          mode: 'workflow',
          isPublished: true,
          updatedAt: 1_788_000_000,
          inputs: { week: { type: 'integer', required: true } },
        },
      ],
      apps: [{ id: shopApp, name: 'Shop', isPublished: true, updatedAt: 1_790_000_000 }],
      bots: [
        { id: '7420000000000000001', name: 'Helper', isPublished: true, updatedAt: 1_790_500_000 },
        { id: '7420000000000000002', name: 'Trainee', isPublished: false, updatedAt: 1_790_600_000 },
      ],
    },
    {
      id: '7400000000000000002',
      name: 'Research team',
      type: 'team',
      role: 'member',
      workflows: [
        {
          id: '7500000000000000005',
          name: 'paper_reader',
          description: 'Answers questions about a paper',
          mode: 'chatflow',
          isPublished: true,
          updatedAt: 1_787_000_000,
        },
      ],
    },
  ],
};

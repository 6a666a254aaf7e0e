// A plan: what a deployment is going to change on Make, and how it is shown.

/** One request, and the part it is about. */
export interface ApiRequest {
  part: string;
  send(): Promise<unknown>;
}

/** What happens to one piece of the app. */
export interface Change {
  area: string;
  action: 'create' | 'update';
  subject: string;
  calls: ApiRequest[];
}

export interface DeployPlan {
  /** In the order in which they have to happen. */
  changes: Change[];
  unchanged: number;
  /** What the account has and the project has not: it stays. */
  strangers: string[];
}

const count = (changes: Change[], action: Change['action']): number =>
  changes.filter((change) => change.action === action).length;

/** The plan as lines of text, grouped by area. */
export function describePlan({ changes, unchanged, strangers }: DeployPlan): string[] {
  const lines = changes.flatMap(({ area, action, subject, calls }, index) => [
    ...(changes[index - 1]?.area === area ? [] : [area]),
    `  ${action}  ${[subject, calls.map(({ part }) => part).join(', ')].filter(Boolean).join(': ')}`,
  ]);
  return [
    ...lines,
    `${count(changes, 'create')} to create, ${count(changes, 'update')} to update, ${unchanged} unchanged.`,
    ...strangers.map(
      (stranger) => `Warning: the account has the ${stranger}, which the project has not. It stays.`,
    ),
  ];
}

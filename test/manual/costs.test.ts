// What a run costs on Make is counted in the blueprint.
import { jane, startTemplateStage } from '../../standIns/templateStage.ts';
import { templates } from '../../templates/index.ts';
import { operationsOf } from '../../templates/operations.ts';
import { parseSettings } from '../../templates/settings.ts';

const of = (name: keyof typeof templates) => operationsOf(templates[name](parseSettings({})));

test('a scenario that follows a table looks, and works row by row', () => {
  // The token, the rows; the iterator if there are any; then the pass and what goes back into the row.
  const alone = { idle: 2, perRun: 3, perRow: 2, scheduled: true };
  expect([of('new-row'), of('changed-row'), of('sign-up-sheet')]).toEqual([alone, alone, alone]);
  // New and changed rows are a request each. A look costs less than two scenarios that look.
  expect(of('new-and-changed-row')).toEqual({ ...alone, idle: 3, perRun: 4 });
});

test('a scenario that waits costs nothing while nothing happens', () => {
  expect(of('coupon-expired')).toMatchObject({ perRun: 3, perRow: 0, scheduled: false });
  // The list, the iterator, the aggregator, the answer; then a pass for each row.
  expect(of('many-passes')).toMatchObject({ perRun: 4, perRow: 1, scheduled: false });
});

test.each([
  ['new-row', 0],
  ['new-row', 1],
  ['new-and-changed-row', 0],
  ['new-and-changed-row', 2],
] as const)('the model of Make runs as many modules as are counted: %s with %i rows', async (name, rows) => {
  const stage = await startTemplateStage();
  try {
    for (let row = 0; row < rows; row += 1) stage.coda.addRow(jane);
    const scenario = stage.scenario(name);
    await scenario.run();
    const counted = scenario.log.filter(({ module }) => !/BasicRouter|Ignore/.test(module));
    const { idle, perRun, perRow } = of(name);
    expect(counted).toHaveLength(rows === 0 ? idle : perRun + rows * perRow);
  } finally {
    await stage.close();
  }
});

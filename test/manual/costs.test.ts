// What a run costs on Make is counted in the blueprint.
import { jane, startTemplateStage } from '../../standIns/templateStage.ts';
import { templates } from '../../templates/index.ts';
import { operationsOf } from '../../templates/operations.ts';
import { parseSettings } from '../../templates/settings.ts';

const of = (name: keyof typeof templates) => operationsOf(templates[name](parseSettings({})));

test('a scenario that follows a table looks, and works row by row', () => {
  // The token, the rows, the iterator; then the pass and what goes back into the row.
  expect(of('new-row')).toEqual({ perRun: 3, perRow: 2, scheduled: true });
  expect(of('changed-row')).toEqual({ perRun: 3, perRow: 2, scheduled: true });
});

test('a scenario that waits costs nothing while nothing happens', () => {
  expect(of('coupon-expired')).toEqual({ perRun: 3, perRow: 0, scheduled: false });
  // The list, the iterator, the aggregator, the answer; then a pass for each row.
  expect(of('many-passes')).toEqual({ perRun: 4, perRow: 1, scheduled: false });
});

test.each([0, 1])('the model of Make runs as many modules as are counted, with %i rows', async (rows) => {
  const stage = await startTemplateStage();
  try {
    for (let row = 0; row < rows; row += 1) stage.coda.addRow(jane);
    const scenario = stage.scenario('new-row');
    await scenario.run();
    const counted = scenario.log.filter(({ module }) => !/BasicRouter|Ignore/.test(module));
    const { perRun, perRow } = of('new-row');
    expect(counted).toHaveLength(perRun + rows * perRow);
  } finally {
    await stage.close();
  }
});

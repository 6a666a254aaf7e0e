// The pictures of a pack's tables show what a run does: each scene is played in the model of Make, in every language.
import type { Cells } from '../../standIns/coda/table.ts';
import { startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { packFiles, packLayout } from '../../templates/pack.ts';
import { linkOf, type PictureRow, type Scene, sceneOf } from '../../templates/tableScenes.ts';
import { wordsOf } from '../../templates/words/index.ts';
import { columnNames } from '../../templates/words/types.ts';

const played = ['new-row', 'changed-row', 'sign-up-sheet'] as const;
const cases = (['en', 'de', 'es'] as const).flatMap((language) =>
  played.map((name) => [language, name] as const),
);

/** The rows of the table as a picture has them: each link begins in the same way, and blank cells are left out. */
function shown({ coda, settings }: TemplateStage, { columns }: Scene): PictureRow[] {
  const words = wordsOf(settings);
  const [start = ''] = linkOf(settings).split('…');
  return coda.rows().map(({ values }) =>
    Object.fromEntries(
      columns.flatMap((name) => {
        const text = String(values[words.columns[name]] ?? '');
        return text === '' ? [] : [[name, text.startsWith(start) ? linkOf(settings) : text]];
      }),
    ),
  );
}
const withoutBlanks = (rows: readonly PictureRow[]) =>
  rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== '')));

/** What users fill in of a row. */
const own = (row: PictureRow) =>
  columnNames.slice(0, 5).flatMap((name) => (row[name] ? [[name, row[name]] as const] : []));

test.each(cases)('%s, %s: as it is played', async (language, name) => {
  const stage = await startTemplateStage({ more: { language, columns: { Tier: 'Level' } } });
  const words = wordsOf(stage.settings);
  const scene = sceneOf(name, stage.settings);
  if (!scene) throw new Error('There is no scene');
  const named = (cells: Iterable<readonly [keyof typeof words.columns, string]>): Cells =>
    Object.fromEntries([...cells].map(([column, text]) => [words.columns[column], text]));
  const { before } = scene;
  if (name === 'changed-row') {
    // They were issued as active rows of another tier; then their users changed them.
    const ids = before.map((row) => {
      const issued: PictureRow = {
        ...row,
        Status: words.statuses.Active,
        ...(row.Tier && { Tier: 'bronze' }),
      };
      return stage.coda.addRow(named(own(issued)));
    });
    await stage.scenario('new-row').run();
    before.forEach((row, index) => {
      for (const [column, text] of own(row))
        stage.coda.setCell(ids[index] ?? '', words.columns[column], text);
    });
  } else {
    // A sign-up sheet has no types, but the stage’s table has.
    const type = name === 'sign-up-sheet' ? { Type: words.types.eventTicket } : {};
    for (const row of before) stage.coda.addRow(named(own({ ...row, ...type })));
  }
  expect(shown(stage, scene)).toEqual(withoutBlanks(before));
  await stage.scenario(name).run();
  expect(shown(stage, scene)).toEqual(withoutBlanks(scene.after));
  const picture = packFiles(stage.settings, packLayout('p'))[`p/recipes/pictures/${name}-table.svg`] ?? '';
  for (const column of scene.columns) expect(picture).toContain(`>${words.columns[column]}<`);
  await stage.close();
});

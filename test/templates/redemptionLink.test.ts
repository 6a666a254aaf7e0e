// The permanent link, answered by Make: whoever opens it gets a page, whatever has become of the coupon.
import { DateTime } from 'luxon';
import * as z from 'zod';
import { languageCodes, textsIn } from '../../redeem/texts/texts.ts';
import { notices } from '../../redeem/texts/types.ts';
import { settingsFor, startTemplateStage, type TemplateStage } from '../../standIns/templateStage.ts';
import { confirmPage } from '../../templates/answerPage.ts';
import { parseSettings } from '../../templates/settings.ts';

let stage: TemplateStage;
beforeEach(async () => {
  stage = await startTemplateStage();
});
afterEach(() => stage.close());

/** A coupon whose external ID is the ID of a membership pass, and the query of the link on that pass. */
async function couponOfMember(more: Record<string, unknown> = {}) {
  const { app, sandbox, settings } = stage;
  const { demo } = sandbox;
  const [member] = await app.run('issuePass', {
    passType: 'membership',
    programId: demo.programId,
    tierId: 'gold',
    externalId: 'jane',
  });
  const externalId = String(member?.id);
  const [coupon] = await app.run('issuePass', {
    passType: 'coupon',
    campaignId: demo.campaignId,
    offerId: demo.offerId,
    externalId,
    ...more,
  });
  return { id: String(coupon?.id), query: { externalId, campaignId: String(settings.campaignId) } };
}

const open = (query: Record<string, string>) => stage.scenario('redemption-link').call({ query });
const { notices: said } = textsIn.en;
const statusOf = (id: string) => stage.sandbox.coupon(id)?.status;

/** The fields of the form in a page. */
const formIn = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );

describe('redeemed on opening', () => {
  test('the active coupon is redeemed, and the page says so', async () => {
    const { id, query } = await couponOfMember();
    const reply = await open(query);
    expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(reply.body).toContain(`<h1>${said.success.heading}</h1>`);
    expect(reply.body).toContain('<body class="redeemed">');
    expect(reply.body).toMatch(/style="animation-delay: -[0-2]s"/);
    expect(statusOf(id)).toBe('REDEEMED');
  });

  test('a second opening says when it was redeemed, and redeems nothing', async () => {
    const { query } = await couponOfMember();
    await open(query);
    const reply = await open(query);
    expect(reply.status).toBe(200);
    expect(reply.body).toContain(`<h1>${said.redeemed.heading}</h1>`);
    expect(reply.body).toMatch(/<p class="time">\d{4}-\d\d-\d\d \d\d:\d\d<\/p>/);
    expect(reply.body).toContain('<body class="used">');
    expect(reply.body).toContain('<p class="word"></p>');
  });

  test('logo, picture and terms of the settings are on the pages, and may be loaded from there only', async () => {
    const { query } = await couponOfMember();
    const settings = settingsFor(stage.sandbox, {
      logo: 'https://logos.example/cafe.png',
      offerImage: 'https://pictures.example/coffee.jpg',
      terms: 'One per person & day.',
    });
    const { body, headers } = await stage.scenario('redemption-link-with-button', settings).call({ query });
    expect(body).toContain('<img src="https://logos.example/cafe.png" alt="">');
    expect(body).toContain('src="https://pictures.example/coffee.jpg"');
    expect(body).toContain('One per person &amp; day.');
    expect(headers['content-security-policy']).toContain(
      'img-src data: https://logos.example https://pictures.example;',
    );
  });

  test('when the coupon was reissued, the same link redeems the new one', async () => {
    const { query } = await couponOfMember();
    await open(query);
    const { campaignId, externalId } = query;
    const offerId = String(stage.settings.offerId);
    const [next] = await stage.app.run('reissueCoupon', { campaignId, offerId, externalId });
    expect((await open(query)).body).toContain(said.success.heading);
    expect(statusOf(String(next?.id))).toBe('REDEEMED');
  });

  const nobody = { externalId: 'nobody', campaignId: 'CoffeeRewardsCampaign1' };
  test.each([
    ['no coupon', nobody, 'none'],
    ['a campaign that is not there', { ...nobody, campaignId: 'x' }, 'unknown'],
    ['no campaign', { externalId: 'nobody' }, 'unknown'],
    ['no pass', { campaignId: 'CoffeeRewardsCampaign1' }, 'incomplete'],
    ['nothing at all', {}, 'incomplete'],
  ] as const)('%s: an answer all the same', async (_what, query, notice) => {
    const reply = await open(query);
    expect(reply.status).toBe(notices[notice].status);
    expect(reply.body).toContain(said[notice].heading);
    expect(reply.body).toContain(`<body class="${notices[notice].state}">`);
    expect(reply.body).toContain(`<p class="word">${textsIn.en.words[notices[notice].state]}</p>`);
  });

  test('an expired coupon', async () => {
    const { query } = await couponOfMember({ expiryDate: new Date(Date.now() - 86_400_000).toISOString() });
    const reply = await open(query);
    expect(reply.status).toBe(410);
    expect(reply.body).toContain(said.expired.heading);
  });

  test('an invalidated coupon', async () => {
    const { id, query } = await couponOfMember();
    stage.sandbox.expire(id);
    const reply = await open(query);
    expect(reply.status).toBe(410);
    expect([said.void.heading, said.expired.heading].some((heading) => reply.body.includes(heading))).toBe(
      true,
    );
  });

  test.each([
    ['PassKit is busy', { status: 503 }, 'unsure'],
    ['PassKit does not answer', { reset: 'before' }, 'unsure'],
    ['PassKit refuses the credentials', { status: 401, body: { error: 'Unauthorized' } }, 'setup'],
  ] as const)('%s: an answer that promises nothing', async (_what, fault, notice) => {
    const { query } = await couponOfMember();
    stage.sandbox.fault(fault);
    const reply = await open(query);
    expect(reply.status).toBe(notices[notice].status);
    expect(reply.body).toContain(said[notice].heading);
  });

  test('nothing of the link stands in the page', async () => {
    const reply = await open({ externalId: '<script>alert(1)</script>', campaignId: '"><b>' });
    expect(reply.body).not.toMatch(/<script|<b>/);
  });

  test.each([
    ['en', undefined, 'yyyy-MM-dd HH:mm', 'UTC'],
    ['de', 'Europe/Berlin', 'dd.MM.yyyy, HH:mm', 'Europe/Berlin'],
    ['es', 'America/Bogota', 'dd/MM/yyyy, HH:mm', 'America/Bogota'],
    ['en', 'Asia/Kolkata', 'yyyy-MM-dd HH:mm', 'Asia/Kolkata'],
  ] as const)(
    'in %s and the zone %s, both pages write the time as people there do',
    async (language, timeZone, format, zone) => {
      const { id, query } = await couponOfMember();
      const settings = settingsFor(stage.sandbox, { language, timeZone });
      const pages = [
        await stage.scenario('redemption-link', settings).call({ query }),
        await stage.scenario('redemption-link', settings).call({ query }),
      ];
      const { redemptionDate } = z
        .object({ redemptionDetails: z.object({ redemptionDate: z.string() }) })
        .parse(stage.sandbox.coupon(id)).redemptionDetails;
      // The page after the tap has the time of the run, which may be that of the minute before.
      const near = [-2, 0, 2].map((seconds) =>
        DateTime.fromISO(redemptionDate, { zone }).plus({ seconds }).toFormat(format),
      );
      for (const { body } of pages) expect(near).toContain(/<p class="time">(.*)<\/p>/.exec(body)?.[1]);
    },
  );

  test.each(languageCodes)('the page speaks the client’s language: %s', async (language) => {
    const settings = settingsFor(stage.sandbox, { language, client: 'Kaffee & Co', color: '#ffcc00' });
    const reply = await stage.scenario('redemption-link', settings).call({ query: nobody });
    expect(reply.body).toContain(`<html lang="${language}">`);
    expect(reply.body).toContain(textsIn[language].notices.none.heading);
    expect(reply.body).toContain('Kaffee &amp; Co');
    expect(reply.body).toContain('#ffcc00');
  });
});

/** The share of light of a colour such as #0b5323, as WCAG defines it. */
const lightOf = (color: string) => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

test('the text of the button can be read on every colour', () => {
  const steps = ['00', '33', '54', '66', '77', '84', '99', 'cc', 'ff'];
  const colors = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));
  // The one on which it is hardest.
  for (const color of [...colors, '#8454f6']) {
    const page = confirmPage(parseSettings({ color }), {});
    const ink = /var\(--go\); color: #(000|fff) /.exec(page)?.[1];
    const [dark = 0, light = 0] = [lightOf(color), ink === 'fff' ? 1 : 0].sort((a, b) => a - b);
    expect([color, (light + 0.05) / (dark + 0.05) >= 4.5]).toEqual([color, true]);
  }
});

describe('two taps at once', () => {
  test('on opening, the others are told that it is redeemed already, whatever PassKit makes of a second redemption: none is sent', async () => {
    const { id, query } = await couponOfMember();
    const link = stage.scenario('redemption-link');
    const replies = await Promise.all([link.call({ query }), link.call({ query }), link.call({ query })]);
    expect(replies.map(({ body }) => /<h1>(.*)<\/h1>/.exec(body)?.[1])).toEqual([
      said.success.heading,
      said.redeemed.heading,
      said.redeemed.heading,
    ]);
    expect(statusOf(id)).toBe('REDEEMED');
    const sent = stage.sandbox.requests.filter(({ path }) => path.endsWith('/coupon/redeem'));
    expect(sent).toHaveLength(1);
  });

  test('should Make run them side by side and PassKit refuse one, that one is told that it redeemed nothing', async () => {
    const { query } = await couponOfMember();
    stage.sandbox.fault({ method: 'PUT', status: 400, body: { error: 'the coupon is redeemed already' } });
    const reply = await open(query);
    expect(reply.status).toBe(notices.refused.status);
    expect(reply.body).toContain(said.refused.heading);
  });

  test('on two pages with the button, too', async () => {
    const { query } = await couponOfMember();
    const link = stage.scenario('redemption-link-with-button');
    const pages = [await link.call({ query }), await link.call({ query })];
    const replies = await Promise.all(
      pages.map(({ body }) => link.call({ method: 'POST', query, form: formIn(body) })),
    );
    expect(replies.map(({ body }) => /<h1>(.*)<\/h1>/.exec(body)?.[1])).toEqual([
      said.success.heading,
      said.redeemed.heading,
    ]);
  });
});

describe('redeemed with the button', () => {
  const link = () => stage.scenario('redemption-link-with-button');
  test('opening the link redeems nothing; the button does', async () => {
    const { id, query } = await couponOfMember();
    const page = await link().call({ query });
    expect(page.status).toBe(200);
    expect(page.body).toContain(`<button>${textsIn.en.redeem}</button>`);
    expect(statusOf(id)).toBe('UNREDEEMED');

    const reply = await link().call({ method: 'POST', query, form: formIn(page.body) });
    expect(reply.body).toContain(said.success.heading);
    expect(statusOf(id)).toBe('REDEEMED');
  });

  test('the form alone is enough, should Make not hand over the query beside it', async () => {
    const { id, query } = await couponOfMember();
    const page = await link().call({ query });
    await link().call({ method: 'POST', form: formIn(page.body) });
    expect(statusOf(id)).toBe('REDEEMED');
  });

  test('a second tap on the same page is the same redemption; on a newer page it is refused', async () => {
    const { query } = await couponOfMember();
    const [page, newer] = [await link().call({ query }), await link().call({ query })];
    const tap = async (body: string) =>
      (await link().call({ method: 'POST', query, form: formIn(body) })).body;
    expect(await tap(page.body)).toContain(said.success.heading);
    expect(await tap(page.body)).toContain(said.success.heading);
    expect(await tap(newer.body)).toContain(said.redeemed.heading);
  });

  test('a tap without a coupon is answered', async () => {
    const query = { externalId: 'nobody', campaignId: String(stage.settings.campaignId) };
    const page = await link().call({ query });
    const reply = await link().call({ method: 'POST', query, form: formIn(page.body) });
    expect(reply).toMatchObject({ status: 404 });
    expect(reply.body).toContain(said.none.heading);
  });

  test('what the link says cannot break out of the page', async () => {
    const page = await link().call({ query: { externalId: '"><script>', campaignId: "'><b>" } });
    expect(formIn(page.body)).toMatchObject({ pass: 'script', campaign: 'b' });
    expect(page.body).not.toContain('<script');
  });

  test('a link without its parts still shows a page', async () => {
    expect((await link().call({})).status).toBe(200);
  });
});

// The server of the studio: for this machine alone, its page, and what the page asks for.
import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import * as z from 'zod';
import { parseSettings } from '../templates/settings.ts';
import { breakages, runBreakage } from './breakages.ts';
import { bundlePage } from './bundle.ts';
import { catalogOf } from './catalog.ts';
import { exampleOf } from './examples.ts';
import { hearing } from './hearing.ts';
import { stepOn } from './listed.ts';
import { folderOf, previewOf, settingFields, zipOf } from './packs.ts';
import { passView } from './passView.ts';
import { projectsOf } from './projects.ts';
import type { Form } from './types.ts';
import { openWorld, type Parts, type World } from './world.ts';

const input = z.record(z.string(), z.unknown());
const platform = z.enum(['zapier', 'make']);
const formRequest = z.strictObject({ platform, step: z.string(), input, raw: input });
const runRequest = z.strictObject({
  platform,
  step: z.string(),
  input,
  times: z.int().min(1).max(5).optional(),
  together: z.boolean().optional(),
});
const hearRequest = z.strictObject({ platform, step: z.string(), input });
const passRequest = z.strictObject({ passType: z.string(), id: z.string() });
const exampleRequest = z.strictObject({ step: z.string(), passType: z.string() });
const projectsRequest = z.strictObject({
  region: z.string(),
  apiKey: z.string().optional(),
  apiSecret: z.string().optional(),
  apiToken: z.string().optional(),
  chosen: z.record(z.string(), z.string()),
});
const visitRequest = z.strictObject({ link: z.string(), tap: z.boolean() });
const breakRequest = z.strictObject({ platform, key: z.string() });

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
};

const shell = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The studio · PassKit for Zapier and Make</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect x='5' y='3' width='22' height='26' rx='5' fill='%230b5b3a'/%3E%3Crect x='9' y='8' width='14' height='3' rx='1.5' fill='%23fff'/%3E%3Crect x='9' y='14' width='9' height='3' rx='1.5' fill='%23fff' opacity='.6'/%3E%3C/svg%3E">
<link rel="stylesheet" href="/files/main.css">
</head>
<body>
<div id="studio"></div>
<noscript>The studio needs JavaScript. The same story runs in a terminal: npm run story</noscript>
<script type="module" src="/files/main.js"></script>
</body>
</html>
`;

/** Names of this machine, which no page of another host can make a browser call it by. */
const localHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

function routes(world: World, files: ReadonlyMap<string, Uint8Array>, { pack }: Parts) {
  const app = new Hono();
  app.use(async (c, next) => {
    if (!localHost.test(c.req.header('host') ?? ''))
      return c.text('The studio answers to this machine only.', 421);
    // Another page that is open in the same browser may ask for nothing to be done.
    const own = `http://${c.req.header('host')}`;
    if (c.req.method !== 'GET' && c.req.header('origin') !== own)
      return c.text('Only the page of the studio may ask for this.', 403);
    return next();
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // Pages that customers see are shown in frames, and have their style within them.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // The logo of a client is shown from where it is.
        imgSrc: ["'self'", 'data:', 'https:'],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
      // They are for a site with a certificate.
      strictTransportSecurity: false,
    }),
  );
  app.get('/files/:name', (c) => {
    const name = c.req.param('name');
    const content = files.get(name);
    if (!content) return c.notFound();
    return c.body(Buffer.from(content), 200, {
      'content-type': types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    });
  });
  app.get('/api/catalog', async (c) => c.json(await catalogOf(world)));
  app.get('/api/breakages', (c) => c.json(breakages));
  app.post('/api/form', async (c) => c.json(await form(world, formRequest.parse(await c.req.json()))));
  app.post('/api/run', async (c) => {
    const { step, ...asked } = runRequest.parse(await c.req.json());
    return c.json(await world.run({ ...asked, step: stepOn(asked.platform, step) }));
  });
  app.post('/api/hear', async (c) => {
    const asked = hearRequest.parse(await c.req.json());
    return c.json(await hearing(world, asked.platform, asked.step, asked.input));
  });
  app.post('/api/example', async (c) => {
    const { step, passType } = exampleRequest.parse(await c.req.json());
    const { result } = await world.alone(() => exampleOf(world, step, passType));
    return c.json(result);
  });
  app.post('/api/pass', async (c) => {
    const { passType, id } = passRequest.parse(await c.req.json());
    return c.json((await passView(world, passType, id)) ?? null);
  });
  app.post('/api/visit', async (c) => c.json(await visit(world, visitRequest.parse(await c.req.json()))));
  app.post('/api/break', async (c) => {
    const asked = breakRequest.parse(await c.req.json());
    return c.json(await runBreakage(world, asked.platform, asked.key));
  });
  app.get('/api/pack', (c) => c.json(settingFields()));
  app.post('/api/pack/preview', async (c) => c.json(await previewOf(await c.req.json(), pack)));
  app.post('/api/pack/zip', async (c) => {
    const settings = parseSettings(await c.req.json());
    return c.body(await zipOf(settings, pack), 200, {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="${folderOf(settings)}.zip"`,
    });
  });
  app.post('/api/pack/projects', async (c) => {
    const { chosen, ...credentials } = projectsRequest.parse(await c.req.json());
    return c.json(await projectsOf(world, credentials, chosen));
  });
  app.all('/api/*', (c) => c.json({ error: 'There is no such call.' }, 404));
  app.get('*', (c) => c.html(shell));
  app.onError((error, c) => refuse(c, error));
  return app;
}

/** What went wrong, in one sentence: nothing of it may be in an answer that a user cannot read. */
const refuse = (c: Context, error: Error) =>
  c.json({ error: error instanceof z.ZodError ? z.prettifyError(error) : error.message }, 400);

async function form(
  { sides, alone }: World,
  { platform: on, step, input: given, raw }: z.infer<typeof formRequest>,
): Promise<Form> {
  const side = sides[on];
  const { result, asked } = await alone(() =>
    side.form(stepOn(on, step), given, raw).then(
      (fields) => ({ fields, problem: '' }),
      (error: unknown) => ({ fields: [], problem: side.problem(error).message }),
    ),
  );
  return { ...result, asked: asked.length };
}

/** Opens a link of the redemption page, and taps its button where asked to. */
async function visit({ page, alone }: World, { link, tap }: z.infer<typeof visitRequest>) {
  if (!link.startsWith(`${page.origin}/redeem?`)) throw new Error('This is no link of the redemption page.');
  const { result, asked, ms } = await alone(async () => {
    const opened = await page.open(link.slice(page.origin.length));
    return tap ? page.tap(opened) : opened;
  });
  const { status, heading, button, page: source } = result;
  // In the frame of the phone nothing runs; the page shows what it shows without scripts.
  const html = source.replaceAll(/<script\b.*?<\/script>/gs, '');
  return { visit: { status, heading, button, html }, asked, ms };
}

export interface Studio {
  /** Its address, such as http://127.0.0.1:4747. */
  url: string;
  world: World;
  close(): Promise<void>;
}

/** Starts the studio on 127.0.0.1, on a port or on any that is free. */
export async function startStudio(parts: Parts, port = 0): Promise<Studio> {
  const files = bundlePage();
  const world = await openWorld(parts);
  const server = createAdaptorServer({ fetch: routes(world, files, parts).fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    world,
    async close() {
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await world.close();
    },
  };
}

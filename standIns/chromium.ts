// A real, headless Chromium for tests, where one is installed.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The path of an installed Chromium; undefined when there is none. */
export const installed = places.find((path) => existsSync(path));

/** Starts Chromium without its own errands on the network. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: installed ?? '',
    // Chromium's own sandbox does not start for root, which is who runs CI.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });

// The Make app as the declarations make it now, for the engine. That make/app/ holds the same is a test in app.test.ts.
import { appFiles } from '../../make/app.ts';

export const ourApp = appFiles();

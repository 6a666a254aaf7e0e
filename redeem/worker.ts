// The entry for edge runtimes that tell neither who asks nor where to count: export default { fetch }. Those that do have
// an entry of their own in hosts/.
import { edge } from './edge.ts';

const page = edge();

export default {
  fetch: (request: Request, environment?: Record<string, unknown>) => page.fetch(request, environment),
};
